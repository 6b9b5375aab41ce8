/** Resources by which administrators help somebody to log in: why they cannot, and a second factor that was lost. */
import { z } from "zod";
import type { LoginTest } from "../../../src/api/access.ts";
import { NotFoundError } from "../../../src/errors.ts";
import { diagnose } from "../../../src/login/diagnosis.ts";
import { sentencesOf } from "../../../src/messages/sentences.ts";
import { spokenFinding } from "../../../src/network/finding.ts";
import { requireAdministrator } from "../../../src/people/administrators.ts";
import { personNamed } from "../../../src/people/personNamed.ts";
import { takeAway } from "../../../src/people/secondFactor.ts";
import { said } from "../../../src/said.ts";
import { languageAsked } from "../language.ts";
import { type Route, route } from "./route.ts";

export const loginRoutes: readonly Route[] = [
  route({
    method: "POST",
    path: "/logins/test",
    summary: "Why somebody can log in or not, step by step; changes nothing and counts as no login; for administrators",
    scope: "admin",
    body: z.strictObject({
      kind: z.enum(["agent", "customer"]),
      login: z.string().min(1).max(200),
      password: z.string().min(1).max(1000).exactOptional(),
    }),
    handle: async ({ desk, actor, acceptLanguage, body: { kind, login, password } }): Promise<LoginTest> => {
      await requireAdministrator(desk, actor);
      const { good, findings } = await diagnose(desk, kind, login, password);
      const sentences = await sentencesOf(languageAsked(acceptLanguage));
      const spoken = findings.map((one) => spokenFinding(one, sentences));
      return { good, findings: spoken.map(({ good: fine, text, mend = null }) => ({ good: fine, text, mend })) };
    },
  }),
  route({
    method: "DELETE",
    path: "/second-factors/{kind}/{login}",
    summary: "Take a second factor away from somebody who has lost it; for administrators",
    scope: "admin",
    handle: async ({ desk, actor, params: { kind, login = "" } }) => {
      await requireAdministrator(desk, actor);
      if (kind !== "agent" && kind !== "customer") {
        throw new NotFoundError(said`there are no logins of "${kind}"`, { mend: said`Write agent or customer` });
      }
      await takeAway(desk, actor, await personNamed(desk, kind, login));
    },
  }),
];
