/** The agent's own login as a page: password, second factor, where they are logged in, tokens for programs. */
import type { SessionView, TokenView } from "../../src/api/people.ts";
import { yesOrNo } from "../asking.ts";
import type { Client } from "../client/client.ts";
import { ClientError } from "../client/transport.ts";
import type { PromptQuestion, Question } from "../ground.ts";
import { text } from "../messages.ts";
import { safeLine, widestOf } from "../text/safe.ts";
import { whenOf } from "../text/times.ts";
import { parseUntil } from "../text/until.ts";
import { wrap } from "../text/wrap.ts";
import { heading, labelled, orNone, type Page, type PageLine, usedLast } from "./page.ts";

export interface AccountGround {
  readonly client: Client;
  readonly now: Date;
  readonly width: number;
  readonly show: (page: Page) => void;
  readonly ask: (question: Question) => void;
  readonly say: (told: string) => void;
}

/** @param revealed secrets that were made just now; nobody can read them again */
export async function accountPage(ground: AccountGround, revealed: readonly string[] = []): Promise<Page> {
  const { client, now } = ground;
  const { account } = client;
  const [who, factor, sessions, tokens] = await Promise.all([
    client.me(),
    account.secondFactor(),
    account.sessions(),
    account.tokens(),
  ]);
  const labels = [text("account.login"), text("account.server"), text("account.password"), text("account.factor")];
  const fact = (label: string, words: string, choose?: PageLine["choose"]): PageLine => ({
    text: labelled(label, widestOf(labels), words),
    ...(choose && { choose }),
  });
  return {
    title: text(revealed.length === 0 ? "page.account" : "page.accountSecret"),
    lines: [
      ...revealed.map((secret): PageLine => ({ text: secret, meaning: "good", bold: true })),
      ...(revealed.length === 0 ? [] : [{ text: "" }]),
      fact(text("account.login"), safeLine(who.login)),
      fact(text("account.server"), `${safeLine(client.where)}, gotrs ${safeLine(who.version)}`),
      fact(text("account.password"), text("account.change"), () => askPassword(ground)),
      factor.enabled
        ? fact(text("account.factor"), text("account.factorOn", { left: factor.recoveryCodesLeft }), () =>
            askDisable(ground),
          )
        : fact(text("account.factor"), text("account.factorOff"), () => setUp(ground)),
      { text: "" },
      heading(text("account.sessions")),
      ...orNone(
        sessions.map((session) => sessionLine(ground, session)),
        text("account.noSessions"),
      ),
      { text: "" },
      heading(text("account.tokens")),
      { text: text("account.addToken"), meaning: "good", choose: () => askToken(ground) },
      ...tokens.map((token) => tokenLine(ground, token, now)),
    ],
  };
}

/** The page as it is after something was done. */
async function shown(ground: AccountGround, told: string, revealed: readonly string[] = []): Promise<void> {
  ground.say(told);
  ground.show(await accountPage(ground, revealed));
}

/** @param wrong what was wrong with what was typed before; any of the three may be, so that all are asked again */
function askPassword(ground: AccountGround, wrong?: string): void {
  const { ask, client } = ground;
  const secret = (label: string, done: (typed: string) => void | Promise<void>): PromptQuestion => ({
    ...{ kind: "prompt", label, start: "", secret: true, done },
  });
  const again =
    (old: string, fresh: string) =>
    async (repeated: string): Promise<void> => {
      if (repeated !== fresh) throw new Error(text("account.notTheSame"));
      try {
        await client.account.changePassword(old, fresh);
      } catch (error) {
        if (!(error instanceof ClientError) || error.failure === "login") throw error;
        return askPassword(ground, error.message);
      }
      await shown(ground, text("account.changed"));
    };
  ask({
    ...secret(text("account.old"), (old) =>
      ask(secret(text("account.new"), (fresh) => ask(secret(text("account.newAgain"), again(old, fresh))))),
    ),
    ...(wrong !== undefined && { wrong }),
  });
}

/** Shows what an authenticator needs; only a code of it turns it on. */
async function setUp(ground: AccountGround): Promise<void> {
  const { account } = ground.client;
  const { secret, uri } = await account.offerSecondFactor();
  const confirm = (): void =>
    ground.ask({
      kind: "prompt",
      label: text("account.firstCode"),
      start: "",
      done: async (code) => {
        const codes = await account.confirmSecondFactor(code.replace(/\s/g, ""));
        await shown(ground, text("account.factorIsOn"), [text("account.recoveryCodes"), ...codes]);
      },
    });
  ground.show({
    title: text("page.secondFactor"),
    back: async () => ground.show(await accountPage(ground)),
    lines: [
      { text: text("account.factorSecret") },
      { text: "" },
      { text: `  ${(secret.match(/.{1,4}/g) ?? []).join(" ")}`, bold: true },
      { text: "" },
      { text: text("account.factorUri") },
      { text: "" },
      ...wrap(safeLine(uri), ground.width - 4).map((line) => ({ text: `  ${line}` })),
      { text: "" },
      { text: text("account.enterCode"), meaning: "good", choose: confirm },
    ],
  });
}

function askDisable(ground: AccountGround): void {
  ground.ask({
    kind: "prompt",
    label: text("account.codeToDisable"),
    start: "",
    done: async (code) => {
      await ground.client.account.disableSecondFactor(code.replace(/\s/g, ""));
      await shown(ground, text("account.factorIsOff"));
    },
  });
}

function sessionLine(ground: AccountGround, session: SessionView): PageLine {
  return {
    id: `session ${session.id}`,
    text: sessionWords(session),
    aside: usedLast(whenOf(session.lastUsed, ground.now)),
    meaning: session.current ? "agent" : undefined,
    choose: () =>
      ground.ask(
        yesOrNo(text("account.endSession"), async () => {
          await ground.client.account.endSession(session.id);
          await shown(ground, text("account.sessionEnded"));
        }),
      ),
  };
}

/** From where, and with what; over the Unix socket there is no address. */
export function sessionWords({ address, client, current }: SessionView): string {
  const words = [safeLine(address), safeLine(client)].filter((word) => word !== "").join(" · ");
  return current ? `${words} (${text("account.current")})` : words;
}

function tokenLine(ground: AccountGround, token: TokenView, now: Date): PageLine {
  const scopes = token.scopes === null ? text("account.allScopes") : token.scopes.join(", ");
  const ends = token.expires === null ? "" : ` · ${text("account.until", { when: whenOf(token.expires, now) })}`;
  return {
    id: `token ${token.id}`,
    text: `${safeLine(token.name)} · ${safeLine(scopes)}${ends}${token.valid ? "" : ` · ${text("form.disabled")}`}`,
    aside: token.lastUsed === null ? `${text("account.neverUsed")} ` : usedLast(whenOf(token.lastUsed, now)),
    meaning: token.valid ? undefined : "faint",
    ...(token.valid && {
      choose: () =>
        ground.ask(
          yesOrNo(text("account.endToken", { name: safeLine(token.name) }), async () => {
            await ground.client.account.endToken(token.id);
            await shown(ground, text("account.tokenEnded", { name: safeLine(token.name) }));
          }),
        ),
    }),
  };
}

function askToken(ground: AccountGround): void {
  const prompt = (label: string, start: string, done: (typed: string) => void | Promise<void>): void =>
    ground.ask({ kind: "prompt", label, start, done });
  prompt(text("account.tokenName"), "", (name) =>
    prompt(text("account.tokenScopes"), "tickets:read", (scopes) =>
      prompt(text("account.tokenEnd"), "", async (typed) => {
        const end = typed.trim() === "" ? undefined : parseUntil(typed, ground.now);
        if (typed.trim() !== "" && end === undefined) throw new Error(text("ask.untilAgain", { typed }));
        const wanted = scopes.split(/[\s,]+/).filter((scope) => scope !== "");
        const token = await ground.client.account.newToken(name.trim(), wanted, end?.toISOString());
        await shown(ground, text("say.added", { what: safeLine(name) }), [token]);
      }),
    ),
  );
}
