/** How somebody logs in, for administrators who help: why they cannot, and a second factor that they have lost. */
import type { LoginTest } from "../../src/api/access.ts";
import { yesOrNo } from "../asking.ts";
import type { Whose } from "../client/access.ts";
import { text } from "../messages.ts";
import { inCells, safeLine, widestOf } from "../text/safe.ts";
import type { Completion } from "../text/searchWords.ts";
import { hanging, type Page, type PageLine } from "./page.ts";
import type { AccessGround } from "./permissions.ts";

export async function authPage(ground: AccessGround): Promise<Page> {
  return {
    title: text("page.auth"),
    back: ground.back,
    lines: [
      {
        text: text("auth.test"),
        meaning: "good",
        choose: () => askWhose(ground, (whose) => askPassword(ground, whose)),
      },
      {
        text: text("auth.takeAway"),
        meaning: "good",
        choose: () => askWhose(ground, (whose) => askTakeAway(ground, whose)),
      },
    ],
  };
}

/** An agent or a customer, and their login: also one that only a directory knows. */
function askWhose(ground: AccessGround, then: (whose: Whose) => void | Promise<void>): void {
  const { client, ask } = ground;
  ask({
    kind: "choice",
    title: text("auth.whose"),
    items: [
      { value: "agent", label: text("access.user") },
      { value: "customer", label: text("access.customer") },
    ],
    chosen: async (value) => {
      const kind = value === "customer" ? "customer" : "agent";
      const logins = kind === "agent" ? (await client.names("user")).map(({ name }) => name) : [];
      ask({
        kind: "prompt",
        label: text("auth.login"),
        start: "",
        ...(logins.length > 0 && { complete: (before: string) => completions(before, logins) }),
        done: (typed) => {
          const login = typed.trim();
          if (login === "") throw new Error(text("auth.noLogin"));
          return then({ kind, login });
        },
      });
    },
  });
}

function completions(before: string, logins: readonly string[]): readonly Completion[] {
  const typed = before.trim().toLowerCase();
  return logins
    .filter((login) => login.toLowerCase().startsWith(typed))
    .map((login) => ({ label: safeLine(login), text: login }));
}

/** It is tried once and forgotten. */
function askPassword(ground: AccessGround, whose: Whose): void {
  ground.ask({
    kind: "prompt",
    label: text("auth.password"),
    start: "",
    secret: true,
    done: async (password) => ground.show(testPage(ground, whose, await ground.client.access.test(whose, password))),
  });
}

export function testPage(ground: AccessGround, whose: Whose, { good, findings }: LoginTest): Page {
  return {
    title: text(good ? "auth.can" : "auth.cannot", { login: safeLine(whose.login) }),
    back: async () => ground.show(await authPage(ground)),
    lines: findings.flatMap((one) => findingLines(one, ground.width)),
  };
}

/** Whether it lets them in, and below it what to do. */
function findingLines({ good, text: found, mend }: LoginTest["findings"][number], width: number): readonly PageLine[] {
  const cells = widestOf([text("auth.good"), text("auth.bad")]);
  const mark = `${inCells(text(good ? "auth.good" : "auth.bad"), cells)}  `;
  return [
    ...hanging(mark, found, width).map((line) => ({ ...line, meaning: good ? undefined : ("alarm" as const) })),
    ...(mend === null ? [] : hanging(`${" ".repeat(cells)}  → `, mend, width)),
  ];
}

function askTakeAway(ground: AccessGround, whose: Whose): void {
  const { client, ask, say } = ground;
  const login = safeLine(whose.login);
  const takeAway = async (): Promise<void> => {
    await client.access.takeAwaySecondFactor(whose);
    say(text("auth.takenAway", { login }));
  };
  ask(yesOrNo(text("auth.askTakeAway"), takeAway, login));
}
