/** Permissions as pages of administration: what users and roles are given in which group, and what an agent has of it. */
import type { EffectivePermission, GivenPermission } from "../../src/api/access.ts";
import type { Client } from "../client/client.ts";
import type { Done, Question } from "../ground.ts";
import { type MessageKey, text } from "../messages.ts";
import { agentItems } from "../text/agents.ts";
import { withColon } from "../text/colon.ts";
import { inCells, safeLine, widestOf } from "../text/safe.ts";
import { orNone, type Page, type PageLine } from "./page.ts";

export interface AccessGround {
  readonly client: Client;
  readonly now: Date;
  readonly width: number;
  readonly show: (page: Page) => void;
  readonly ask: (question: Question) => void;
  readonly say: (told: string) => void;
  readonly remember: (done: Done) => void;
  /** To the list of what can be administered. */
  readonly back: () => Promise<void>;
}

export async function permissionsPage(ground: AccessGround): Promise<Page> {
  const { client } = ground;
  const given = (await client.access.permissions()).toSorted(
    (one, other) => one.group.localeCompare(other.group) || one.name.localeCompare(other.name),
  );
  const groupCells = widestOf(
    given.map(({ group }) => safeLine(group)),
    24,
  );
  const whoCells = widestOf(given.map(whoWords), 40);
  return {
    title: text("page.permissions"),
    renew: () => permissionsPage(ground),
    back: ground.back,
    lines: [
      { text: text("access.give"), meaning: "good", choose: () => askWhom(ground) },
      { text: text("access.inTheEnd"), meaning: "good", choose: () => askAgent(ground) },
      { text: "" },
      ...given.map(
        (one): PageLine => ({
          id: `${one.kind} ${one.name} ${one.group}`,
          text: [
            inCells(safeLine(one.group), groupCells),
            inCells(whoWords(one), whoCells),
            safeLine(one.keys.join(", ")),
          ].join("  "),
          choose: () => askKeys(ground, one),
        }),
      ),
    ],
  };
}

async function askAgent(ground: AccessGround): Promise<void> {
  const { client, ask, show } = ground;
  const { agents } = await client.lookups();
  ask({
    kind: "choice",
    title: text("access.whoseInTheEnd"),
    items: agentItems(agents),
    chosen: async (login) => show(effectivePage(ground, login, await client.access.effective(login))),
  });
}

function whoWords({ kind, name }: Pick<GivenPermission, "kind" | "name">): string {
  return `${text(kinds[kind])} ${safeLine(name)}`;
}

const kinds = { user: "access.user", role: "access.role" } as const satisfies Readonly<
  Record<GivenPermission["kind"], MessageKey>
>;

function effectivePage(ground: AccessGround, login: string, permissions: readonly EffectivePermission[]): Page {
  const groupCells = widestOf(permissions.map(({ group }) => safeLine(group)));
  const keyCells = widestOf(permissions.map(({ keys }) => keys.join(", ")));
  return {
    title: text("page.effective", { login: safeLine(login) }),
    back: async () => ground.show(await permissionsPage(ground)),
    lines: orNone(
      permissions.map(({ group, keys, from }) => ({
        text: `${inCells(safeLine(group), groupCells)}  ${inCells(safeLine(keys.join(", ")), keyCells)}  ${safeLine(from.join(", "))}`,
      })),
      text("access.nothing"),
    ),
  };
}

/** Somebody and a group that stand on no line yet. */
async function askWhom(ground: AccessGround): Promise<void> {
  const { client, ask } = ground;
  const [users, roles, groups] = await Promise.all([client.names("user"), client.names("role"), client.names("group")]);
  const whom: readonly Pick<GivenPermission, "kind" | "name">[] = [
    ...users.map(({ name }) => ({ kind: "user" as const, name })),
    ...roles.map(({ name }) => ({ kind: "role" as const, name })),
  ];
  ask({
    kind: "choice",
    title: text("access.toWhom"),
    items: whom.map((one, index) => ({ value: String(index), label: whoWords(one) })),
    chosen: (index) => {
      const one = whom[Number(index)];
      if (one === undefined) return;
      ask({
        kind: "choice",
        title: text("access.inGroup"),
        items: groups.map(({ name }) => ({ value: name, label: safeLine(name) })),
        chosen: async (group) => {
          const given = await client.access.permissions();
          const same = given.find(
            (other) => other.kind === one.kind && other.name === one.name && other.group === group,
          );
          askKeys(ground, same ?? { ...one, group, keys: [] });
        },
      });
    },
  });
}

function askKeys(ground: AccessGround, before: GivenPermission): void {
  const { client, ask, say, show, remember } = ground;
  const what = `${whoWords(before)}, ${safeLine(before.group)}`;
  const told = (keys: readonly string[]): string => withColon(what, keys.length === 0 ? "–" : keys.join(", "));
  ask({
    kind: "prompt",
    label: text("access.keys", { what }),
    start: before.keys.join(", "),
    done: async (typed) => {
      const keys = typed.split(/[\s,]+/).filter((key) => key !== "");
      const written = await client.access.give(before, keys);
      remember({
        what: told(written.keys),
        undo: async () => void (await client.access.give(before, before.keys)),
      });
      say(told(written.keys));
      show(await permissionsPage(ground));
    },
  });
}
