/** Mail accounts besides their settings: fetch from one now, and try one step by step. */
import type { Desk } from "../../../src/desk.ts";
import { sentencesOf } from "../../../src/messages/sentences.ts";
import type { Sentences } from "../../../src/said.ts";
import { Diagnoses } from "../../fetch/diagnoses.ts";
import { accountOf, askForFetch, fetchingOf } from "../../fetch/onDemand.ts";
import { languageAsked } from "../language.ts";
import { type Call, type Route, route } from "./route.ts";

const path = "/admin/mail-account/{key}";

export function fetchingRoutes(): readonly Route[] {
  const diagnoses = new Diagnoses();
  return [
    route({
      method: "POST",
      path: `${path}/fetch`,
      summary: "Ask for a look into the mail account now; GET tells when it is done and what came of it",
      scope: "admin",
      handle: async (call) => await askForFetch(...(await asked(call))),
    }),
    route({
      method: "GET",
      path: `${path}/fetch`,
      summary:
        "Whether the look that was asked for is done, how many mails were ever fetched, and why the last look failed",
      scope: "admin",
      handle: async (call) => await fetchingOf(...(await asked(call))),
    }),
    route({
      method: "POST",
      path: `${path}/test`,
      summary: "Try the mail account step by step, changing nothing there; GET tells what is found",
      scope: "admin",
      handle: async (call) => {
        const [desk, actor, key, sentences] = await asked(call);
        const account = await accountOf(desk, actor, key);
        diagnoses.start(desk, account);
        return await diagnoses.view(account.id, sentences);
      },
    }),
    route({
      method: "GET",
      path: `${path}/test`,
      summary: "What the last trial of the mail account has found so far",
      scope: "admin",
      handle: async (call) => {
        const [desk, actor, key, sentences] = await asked(call);
        return await diagnoses.view((await accountOf(desk, actor, key)).id, sentences);
      },
    }),
  ];
}

type Asked = Pick<Call, "desk" | "actor" | "params" | "acceptLanguage">;

async function asked({
  desk,
  actor,
  params,
  acceptLanguage,
}: Asked): Promise<[Desk, Call["actor"], string, Sentences]> {
  return [desk, actor, params.key ?? "", await sentencesOf(languageAsked(acceptLanguage))];
}
