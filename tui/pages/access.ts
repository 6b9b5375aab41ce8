/** What administrators look after besides the things: who may what, who is in, who is locked out, who changed what. */
import type { AuditView } from "../../src/api/access.ts";
import { yesOrNo } from "../asking.ts";
import { text } from "../messages.ts";
import { inCells, safeLine, widestOf } from "../text/safe.ts";
import { whenOf } from "../text/times.ts";
import { sessionWords } from "./account.ts";
import type { AdminThing } from "./administration.ts";
import { orNone, type Page } from "./page.ts";
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
    back: ground.back,
    lines: orNone(
      sessions.map((session) => ({
        id: session.id,
        text: `${inCells(safeLine(session.login), whoCells)}  ${sessionWords(session)}`,
        aside: `${whenOf(session.lastUsed, now)} `,
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
  return {
    title: text("page.locks"),
    back: ground.back,
    lines: orNone(
      (await client.access.locks()).map((lock) => ({
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
          `${safeLine(entry.thing)} ${safeLine(entry.key)}: ${safeLine(entry.action)}`,
        ].join("  "),
        aside: `${safeLine(Object.keys(entry.changes).join(", "))} `,
        choose: () => show(changePage(ground, entry)),
      })),
      text("access.noChanges"),
    ),
  };
}

function changePage(ground: AccessGround, { time, by, thing, key, action, changes }: AuditView): Page {
  const fields = Object.entries(changes);
  const cells = widestOf(fields.map(([name]) => safeLine(name)));
  return {
    title: `${safeLine(thing)} ${safeLine(key)}: ${safeLine(action)}`,
    told: `${safeLine(by)}, ${whenOf(time, ground.now)}`,
    back: async () => ground.show(await auditPage(ground)),
    lines: orNone(
      fields.flatMap(([name, { from, to }]) => [
        { text: `${inCells(safeLine(name), cells)}  ${valueWords(from)}`, meaning: "faint" as const },
        { text: `${" ".repeat(cells)}  → ${valueWords(to)}` },
      ]),
      text("access.noFields"),
    ),
  };
}

function valueWords(value: unknown): string {
  if (value === null || value === undefined || value === "") return "–";
  return safeLine(typeof value === "string" ? value : JSON.stringify(value));
}
