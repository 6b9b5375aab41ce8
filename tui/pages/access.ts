/** What administrators look after besides the things: who may what, who is in, who is locked out, who changed what. */
import type { AuditView } from "../../src/api/access.ts";
import { yesOrNo } from "../asking.ts";
import { wordsOf } from "../form/values.ts";
import { isMessageKey, text } from "../messages.ts";
import { withColon } from "../text/colon.ts";
import { inCells, safeLine, widestOf } from "../text/safe.ts";
import { whenOf } from "../text/times.ts";
import { isLinear } from "../theme.ts";
import { sessionWords } from "./account.ts";
import type { AdminThing } from "./administration.ts";
import { authPage } from "./auth.ts";
import { blockListPage } from "./blockList.ts";
import { hanging, labelled, orNone, type Page, type PageLine, usedLast } from "./page.ts";
import { type AccessGround, permissionsPage } from "./permissions.ts";

/** So many changes are shown. */
const mostChanges = 500;

/** Beside the things that are forms. */
export function accessThings(ground: AccessGround): readonly AdminThing[] {
  const leading = (page: (ground: AccessGround) => Promise<Page>) => async (): Promise<void> =>
    ground.show(await page(ground));
  return [
    { name: "permission", about: text("access.aboutPermission"), choose: leading(permissionsPage) },
    { name: "session", about: text("access.aboutSession"), choose: leading(sessionsPage) },
    { name: "lock", about: text("access.aboutLock"), choose: leading(locksPage) },
    { name: "auth", about: text("access.aboutAuth"), choose: leading(authPage) },
    { name: "block-list", about: text("access.aboutBlockList"), choose: leading(blockListPage) },
    { name: "audit", about: text("access.aboutAudit"), choose: leading(auditPage) },
  ];
}

async function sessionsPage(ground: AccessGround): Promise<Page> {
  const { client, now, ask, say, show } = ground;
  const sessions = await client.access.sessions();
  const whoCells = widestOf(
    sessions.map(({ login }) => safeLine(login)),
    40,
  );
  return {
    title: text("page.sessions"),
    ...(sessions.length > 0 && { told: text("access.sessionHow") }),
    back: ground.back,
    lines: orNone(
      sessions.map((session) => ({
        id: session.id,
        text: `${inCells(safeLine(session.login), whoCells)}  ${sessionWords(session)}`,
        aside: usedLast(whenOf(session.lastUsed, now)),
        meaning: session.kind === "customer" ? "customer" : undefined,
        choose: () =>
          ask(
            yesOrNo(text("access.endSession", { login: safeLine(session.login) }), async () => {
              await client.access.endSession(session.id);
              say(text("account.sessionEnded"));
              show(await sessionsPage(ground));
            }),
          ),
      })),
      text("account.noSessions"),
    ),
  };
}

async function locksPage(ground: AccessGround): Promise<Page> {
  const { client, now, say, show } = ground;
  const locks = await client.access.locks();
  return {
    title: text("page.locks"),
    ...(locks.length > 0 && { told: text("access.lockHow") }),
    back: ground.back,
    lines: orNone(
      locks.map((lock) => ({
        id: `${lock.kind} ${lock.login}`,
        text: `${safeLine(lock.login)}  ${text(lock.kind === "agent" ? "access.user" : "access.customer")}`,
        aside: `${text("account.until", { when: whenOf(lock.until, now) })} `,
        choose: async () => {
          await client.access.unlock(lock);
          say(text("access.unlocked", { login: safeLine(lock.login) }));
          show(await locksPage(ground));
        },
      })),
      text("access.noLocks"),
    ),
  };
}

async function auditPage(ground: AccessGround): Promise<Page> {
  const { client, now, show } = ground;
  const audit = await client.access.audit(mostChanges);
  const whenCells = widestOf(audit.map(({ time }) => whenOf(time, now)));
  const byCells = widestOf(
    audit.map(({ by }) => safeLine(by)),
    24,
  );
  return {
    title: text("page.audit"),
    back: ground.back,
    lines: orNone(
      audit.map((entry) => ({
        id: entry.id,
        text: [
          inCells(whenOf(entry.time, now), whenCells),
          inCells(safeLine(entry.by), byCells),
          withColon(`${safeLine(entry.thing)} ${safeLine(entry.key)}`, actionWords(entry)),
        ].join("  "),
        aside: `${fieldWords(safeLine(Object.keys(entry.changes).join(", ")))} `,
        choose: () => show(changePage(ground, entry)),
      })),
      text("access.noChanges"),
    ),
  };
}

function changePage(ground: AccessGround, entry: AuditView): Page {
  const { time, by, thing, key, changes } = entry;
  const fields = Object.entries(changes);
  const cells = widestOf(fields.map(([name]) => safeLine(name)));
  return {
    title: `${safeLine(thing)} ${safeLine(key)}`,
    told: [actionWords(entry), safeLine(by), whenOf(time, ground.now)].join(" · "),
    back: async () => ground.show(await auditPage(ground)),
    lines: orNone(
      fields.flatMap(([name, { from, to }]) =>
        fieldLines(safeLine(name), [valueWords(from), valueWords(to)], cells, ground.width),
      ),
      text("access.noFields"),
    ),
  };
}

/** What it was, and below it what it is now; one sentence for those who hear it. */
function fieldLines(
  name: string,
  [from, to]: readonly [string, string],
  cells: number,
  width: number,
): readonly PageLine[] {
  if (isLinear()) return [{ text: labelled(name, cells, from === "–" ? to : `${from} → ${to}`) }];
  return [
    ...hanging(`${inCells(name, cells)}  `, from, width).map((line) => ({ ...line, meaning: "faint" as const })),
    ...hanging(`${" ".repeat(cells)}  → `, to, width),
  ];
}

function fieldWords(fields: string): string {
  return isLinear() && fields !== "" ? text("heard.changes", { fields }) : fields;
}

function actionWords({ action }: AuditView): string {
  const key = `audit.${action}`;
  return isMessageKey(key) ? text(key) : safeLine(action);
}

function valueWords(value: unknown): string {
  return wordsOf({ kind: typeof value === "boolean" ? "boolean" : isGrants(value) ? "grants" : "text" }, value) || "–";
}

/** Groups, each with the keys that are given in it. */
function isGrants(value: unknown): boolean {
  return (
    typeof value === "object" && value !== null && !Array.isArray(value) && Object.values(value).every(Array.isArray)
  );
}
