/** Every action as every kind of agent, made from the table of actions: a new one without an attempt here does not compile. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { apiRoutes } from "../../daemon/http/api/index.ts";
import { toDbTime } from "../../src/clock.ts";
import type { Actor, Desk } from "../../src/desk.ts";
import { NotFoundError, PermissionError } from "../../src/errors.ts";
import { actorByLogin, type PermissionKey } from "../../src/people/permissions.ts";
import type { Store } from "../../src/store/store.ts";
import { type QueueAction, queueActions, ruleOf, type TicketAction } from "../../src/ticket/actions.ts";
import { bounce } from "../../src/ticket/bounce.ts";
import { create } from "../../src/ticket/create.ts";
import { deleteTicket } from "../../src/ticket/delete.ts";
import { deleteDraft, drafts, saveDraft } from "../../src/ticket/drafts.ts";
import { flag } from "../../src/ticket/flag.ts";
import { forward, forwardDraft } from "../../src/ticket/forward.ts";
import { link, unlink } from "../../src/ticket/link.ts";
import { merge } from "../../src/ticket/merge.ts";
import { note } from "../../src/ticket/note.ts";
import {
  deleteOutbound,
  holdOutbound,
  outboundQueue,
  releaseOutbound,
  retryOutbound,
} from "../../src/ticket/outbound.ts";
import { phone } from "../../src/ticket/phone.ts";
import { recallArticle } from "../../src/ticket/recall.ts";
import { reply } from "../../src/ticket/reply.ts";
import { seen, unseen } from "../../src/ticket/seen.ts";
import { show } from "../../src/ticket/show.ts";
import { split } from "../../src/ticket/split.ts";
import { accountTime } from "../../src/ticket/time.ts";
import { update } from "../../src/ticket/update.ts";
import { unwatch, watch } from "../../src/ticket/watch.ts";
import { forEachDatabase } from "../databases.ts";
import { testDesk, testSettings } from "../desk.ts";
import { addAgent, addField, addQueue, addServiceWithSla, grant, grantByRole } from "./people.ts";

interface Scene {
  readonly desk: Desk;
  /** Number of a ticket in the queue Work. */
  readonly ticket: string;
  readonly articleId: number;
  /** Number of one in the queue Open to all. */
  readonly elsewhere: string;
}
type Attempt = (scene: Scene, as: Actor) => Promise<unknown>;

/** What an agent does to use the permission. */
const ticketAttempts: Readonly<Record<TicketAction, Attempt>> = {
  see: async ({ desk, ticket }, as) => {
    await seen(desk, as, ticket);
    await unseen(desk, as, ticket);
    await show(desk, as, ticket);
  },
  watch: async ({ desk, ticket }, as) => {
    await watch(desk, as, ticket);
    await unwatch(desk, as, ticket);
  },
  watchers: ({ desk, ticket }, as) => watch(desk, as, ticket, "wanda.watcher"),
  flag: ({ desk, ticket }, as) => flag(desk, as, ticket, { flag: "Important" }),
  draft: async ({ desk, ticket }, as) => {
    const { id } = await saveDraft(desk, as, ticket, { action: "note", content: { body: "Begun" } });
    expect(await drafts(desk, as, ticket)).toHaveLength(1);
    await deleteDraft(desk, as, ticket, id);
  },
  time: ({ desk, ticket }, as) => accountTime(desk, as, ticket, 1.5),
  fields: ({ desk, ticket }, as) => update(desk, as, ticket, { dynamicFields: { Room: "4" } }),
  archive: ({ desk, ticket }, as) => update(desk, as, ticket, { archived: true }),
  note: ({ desk, ticket }, as) => note(desk, as, ticket, { body: "Noted." }),
  reply: ({ desk, ticket }, as) => reply(desk, as, ticket, { body: "Answered.", to: "ann@customer.test" }),
  recall: ({ desk, articleId }, as) => recallArticle(desk, as, articleId),
  resend: async ({ desk, articleId }, as) => {
    const id = await queuedMail(desk, articleId);
    await desk.store.transaction((tx) =>
      tx
        .updateTable("mail_queue")
        .set({ due_time: "2099-01-01 00:00:00", last_smtp_message: "451 later" })
        .where("id", "=", id)
        .execute(),
    );
    return await retryOutbound(desk, as, id);
  },
  hold: async ({ desk, articleId }, as) => {
    const id = await queuedMail(desk, articleId);
    await holdOutbound(desk, as, id, "wait");
    await releaseOutbound(desk, as, id);
  },
  unqueue: async ({ desk, articleId }, as) => deleteOutbound(desk, as, await queuedMail(desk, articleId)),
  // Into a queue of the same group, so that only the permission on the ticket counts.
  move: ({ desk, ticket }, as) => update(desk, as, ticket, { queue: "Open to all" }),
  state: ({ desk, ticket }, as) => update(desk, as, ticket, { state: "closed successful" }),
  priority: ({ desk, ticket }, as) => update(desk, as, ticket, { priority: "1 very low" }),
  owner: ({ desk, ticket }, as) => update(desk, as, ticket, { owner: "helen.helper" }),
  responsible: ({ desk, ticket }, as) => update(desk, as, ticket, { responsible: "helen.helper" }),
  lock: ({ desk, ticket }, as) => update(desk, as, ticket, { lock: "lock" }),
  title: ({ desk, ticket }, as) => update(desk, as, ticket, { title: "Another" }),
  type: ({ desk, ticket }, as) => update(desk, as, ticket, { type: "Second" }),
  service: ({ desk, ticket }, as) => update(desk, as, ticket, { service: "Printing" }),
  sla: ({ desk, ticket }, as) => update(desk, as, ticket, { service: "Printing", sla: "Fast" }),
  customer: ({ desk, ticket }, as) => update(desk, as, ticket, { customerUser: "bob@customer.test" }),
  phone: ({ desk, ticket }, as) => phone(desk, as, ticket, { caller: "customer", body: "Called." }),
  forward: async ({ desk, ticket }, as) => {
    await forwardDraft(desk, as, ticket);
    await forward(desk, as, ticket, { to: "other@example.test" });
  },
  bounce: ({ desk, ticket, articleId }, as) => bounce(desk, as, ticket, { to: "other@example.test", articleId }),
  split: ({ desk, ticket, articleId }, as) => split(desk, as, ticket, { articleId, queue: "Open to all" }),
  merge: ({ desk, ticket, elsewhere }, as) => merge(desk, as, ticket, elsewhere),
  link: async ({ desk, ticket, elsewhere }, as) => {
    await link(desk, as, ticket, { to: elsewhere });
    await unlink(desk, as, ticket, { to: elsewhere });
  },
  delete: ({ desk, ticket }, as) => deleteTicket(desk, as, ticket, true),
};

/** In the queue Work; the agent has all on the ticket, where there is one. */
const queueAttempts: Readonly<Record<QueueAction, Attempt>> = {
  create: ({ desk }, as) => create(desk, as, { title: "New", queue: "Work", body: "-" }),
  moveInto: ({ desk, elsewhere }, as) => update(desk, as, elsewhere, { queue: "Work" }),
};

/** Each resource of tickets and articles: the action that it is, or `update` where that depends on what is changed. */
const routeActions: Readonly<Record<string, TicketAction | QueueAction | "update" | "list">> = {
  "GET /tickets": "list",
  "POST /tickets": "create",
  "GET /tickets/{ticket}": "see",
  "PATCH /tickets/{ticket}": "update",
  "GET /tickets/{ticket}/reply": "reply",
  "POST /tickets/{ticket}/reply": "reply",
  "POST /tickets/{ticket}/notes": "note",
  "POST /tickets/{ticket}/seen": "see",
  "DELETE /tickets/{ticket}/seen": "see",
  "GET /tickets/{ticket}/templates": "see",
  "GET /tickets/{ticket}/templates/{template}": "see",
  "GET /tickets/{ticket}/drafts": "draft",
  "POST /tickets/{ticket}/drafts": "draft",
  "DELETE /tickets/{ticket}/drafts/{draft}": "draft",
  "POST /tickets/{ticket}/watch": "watch",
  "DELETE /tickets/{ticket}/watch": "watch",
  "POST /tickets/{ticket}/flags": "flag",
  "POST /tickets/{ticket}/time": "time",
  "POST /tickets/{ticket}/calls": "phone",
  "GET /tickets/{ticket}/forward": "forward",
  "POST /tickets/{ticket}/forward": "forward",
  "POST /tickets/{ticket}/bounce": "bounce",
  "POST /tickets/{ticket}/merge": "merge",
  "POST /tickets/{ticket}/split": "split",
  "POST /tickets/{ticket}/links": "link",
  "DELETE /tickets/{ticket}/links": "link",
  "DELETE /tickets/{ticket}": "delete",
  "PATCH /articles/{article}": "fields",
  "POST /articles/{article}/recall": "recall",
  "GET /articles/{article}/raw": "see",
  "GET /articles/{article}/attachments/{attachment}": "see",
};

const root: Actor = { userId: 1, login: "root@localhost" };

async function queuedMail(desk: Desk, articleId: number): Promise<number> {
  const { mails } = await outboundQueue(desk, root);
  return mails.find((mail) => mail.articleId === articleId)?.id ?? 0;
}

const keys: readonly PermissionKey[] = ["ro", "move_into", "create", "note", "owner", "priority", "rw"];

it("names the action of every resource of tickets and articles", () => {
  const routes = apiRoutes("0");
  const ours = routes.filter(({ path }) => /^\/(?:tickets|articles)(?:\/|$)/.test(path));
  expect(ours.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(Object.keys(routeActions).sort());
});

/** A kind of agent: what they hold on the queue Work in the end, however they got it. */
interface Kind {
  readonly name: string;
  readonly actor: Actor;
  readonly holds: readonly PermissionKey[];
  /** Set where the ticket itself names them. */
  readonly as?: "user_id" | "responsible_user_id";
  readonly administrates: boolean;
}

forEachDatabase("actions and permissions", (database) => {
  let store: Store;
  let desk: Desk;
  let groupId: number;
  const kinds: Kind[] = [];
  const kind = (name: string): Kind =>
    kinds.find((one) => one.name === name) ?? { name, actor: root, holds: [], administrates: true };
  beforeAll(async () => {
    store = await database.open();
    desk = testDesk(store, { outbound: { ...testSettings.outbound, undoSeconds: 3600 } });
    ({ groupId } = await addQueue(desk, "Work"));
    const other = await addQueue(desk, "Open to all");
    const time = toDbTime(desk.clock.now());
    const stamp = { create_time: time, create_by: 1, change_time: time, change_by: 1 };
    await store.transaction((tx) =>
      tx
        .insertInto("ticket_type")
        .values({ name: "Second", valid_id: 1, ...stamp })
        .execute(),
    );
    const add = async (name: string, holds: readonly PermissionKey[], as?: Kind["as"]): Promise<Actor> => {
      const actor = await addAgent(desk, `agent${kinds.length}.${name.replaceAll(" ", "_")}`);
      kinds.push({ name, actor, holds, administrates: name.startsWith("administrator"), ...(as && { as }) });
      await grant(desk, actor, other.groupId, "rw");
      return actor;
    };
    const { id: admins } = await store.db
      .selectFrom("permission_groups")
      .select("id")
      .where("name", "=", "admin")
      .executeTakeFirstOrThrow();
    await addAgent(desk, "helen.helper");
    await addServiceWithSla(desk, "Printing", "Fast");
    await addField(desk, "Room", "Ticket", "Text");
    await grant(desk, await addAgent(desk, "wanda.watcher"), groupId, "ro");
    for (const key of keys) {
      await grant(desk, await add(`${key} alone`, [key]), groupId, key);
      const both = [...new Set<PermissionKey>(["ro", key])];
      await grant(desk, await add(`${key} with ro`, both), groupId, ...both);
      const byRole = await add(`${key} by role`, both);
      for (const one of both) await grantByRole(desk, byRole, groupId, one);
    }
    await add("nothing", []);
    await grantByRole(desk, await add("rw by an invalid role", []), groupId, "rw", { valid: false });
    await grantByRole(desk, await add("rw withdrawn from a role", []), groupId, "rw", { value: 0 });
    await add("owner", ["rw"], "user_id");
    await add("responsible", ["rw"], "responsible_user_id");
    await grant(desk, await add("administrator without the queue", []), admins, "rw");
    const administrator = await add("administrator", ["rw"]);
    await grant(desk, administrator, admins, "rw");
    await grant(desk, administrator, groupId, "rw");
    kinds.push({ name: "root", actor: root, holds: ["rw"], administrates: true });
  }, 300_000);
  afterAll(() => store.close());

  /** A fresh ticket with a mail that has not left yet. */
  const scene = async ({ as, actor }: Kind): Promise<Scene> => {
    const made = await create(desk, root, { title: "Job", queue: "Work", body: "-", to: "ann@customer.test" });
    if (as !== undefined) {
      await store.transaction((tx) =>
        tx
          .updateTable("ticket")
          .set({ [as]: actor.userId })
          .where("tn", "=", made.ticketNumber)
          .execute(),
      );
    }
    const other = await create(desk, root, { title: "Other job", queue: "Open to all", body: "-" });
    return { desk, ticket: made.ticketNumber, articleId: made.articleId, elsewhere: other.ticketNumber };
  };
  const traces = async (): Promise<readonly number[]> => {
    const tables = ["ticket", "ticket_history", "article", "mail_queue", "ticket_flag"] as const;
    const counts: number[] = [];
    for (const table of tables) {
      const { count } = await store.db
        .selectFrom(table)
        .select((select) => select.fn.countAll<number>().as("count"))
        .executeTakeFirstOrThrow();
      counts.push(Number(count));
    }
    return counts;
  };
  const refuses = async (attempt: Promise<unknown>, who: string): Promise<void> => {
    const error = await attempt.then(
      () => "nothing",
      (reason: unknown) => reason,
    );
    expect(error instanceof PermissionError || error instanceof NotFoundError, `${who} got ${error}`).toBe(true);
  };
  /** Those who may can, each on a ticket of their own; the others are refused without a trace. */
  const tryAll = async (may: (holds: ReadonlySet<PermissionKey>, one: Kind) => boolean, attempt: Attempt) => {
    const allowed = kinds.filter((one) => may(new Set(one.holds), one));
    expect(allowed.map(({ name }) => name)).toEqual(expect.arrayContaining(["root", "administrator"]));
    for (const one of allowed) {
      await attempt(await scene(one), one.actor).catch((error: unknown) => {
        throw new Error(`${one.name} was refused: ${error}`, { cause: error });
      });
    }
    const on = await scene(kind("nothing"));
    const before = await traces();
    for (const one of kinds) if (!allowed.includes(one)) await refuses(attempt(on, one.actor), one.name);
    expect(await traces()).toEqual(before);
  };

  it.each(Object.keys(ticketAttempts) as TicketAction[])(
    "%s: only by who may",
    { timeout: 300_000 },
    async (action) => {
      const { needs, admin = false } = ruleOf(action);
      await tryAll(
        (holds, { administrates }) =>
          (holds.has("rw") || (holds.has("ro") && holds.has(needs))) && (administrates || !admin),
        ticketAttempts[action],
      );
    },
  );

  it.each(Object.keys(queueAttempts) as QueueAction[])("%s: only by who may", { timeout: 300_000 }, async (action) => {
    const { needs } = queueActions[action];
    // Owning a ticket gives nothing on a queue.
    const own = ["owner", "responsible"].map((name) => kind(name));
    const attempt: Attempt = async (on, as) => {
      if (own.some(({ actor }) => actor === as)) return;
      await queueAttempts[action](on, as);
    };
    await tryAll((holds) => holds.has("rw") || holds.has(needs), attempt);
    for (const { actor, name } of own) await refuses(queueAttempts[action](await scene(kind("nothing")), actor), name);
  });

  it("lets nobody act as an agent who is not valid, nor by a group that is not", async () => {
    const invalid = await addAgent(desk, "ivan.invalid");
    await grant(desk, invalid, groupId, "rw");
    await store.transaction((tx) =>
      tx.updateTable("users").set({ valid_id: 2 }).where("id", "=", invalid.userId).execute(),
    );
    await refuses(actorByLogin(desk, "ivan.invalid"), "an agent who is not valid");
    const on = await scene(kind("nothing"));
    const setGroup = (valid: number): Promise<unknown> =>
      store.transaction((tx) =>
        tx.updateTable("permission_groups").set({ valid_id: valid }).where("id", "=", groupId).execute(),
      );
    await setGroup(2);
    const { actor } = kind("rw alone");
    for (const attempt of Object.values(ticketAttempts)) await refuses(attempt(on, actor), "an invalid group");
    await setGroup(1);
  });

  it("says which permission is missing", async () => {
    const on = await scene(kind("nothing"));
    for (const [action, attempt] of Object.entries(ticketAttempts)) {
      const { needs } = ruleOf(action as TicketAction);
      if (needs === "ro") continue;
      await expect(attempt(on, kind("ro alone").actor)).rejects.toThrow(
        new RegExp(`you may not .*Ask for the permission "${needs}"`),
      );
    }
  });
});
