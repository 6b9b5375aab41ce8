/** What an agent marks for themselves, and nobody else sees: read and unread, and marks with a name. */

import type { Ground, Some } from "./ground.ts";
import { text } from "./messages.ts";
import { oneByOne } from "./oneByOne.ts";
import { onMark } from "./text/marks.ts";

type Needs = Pick<Ground, "client" | "notices" | "remember" | "again" | "ask">;

/** OTRS's own name for a mark on an article. */
const usual = "Important";

export function marking(ground: Needs) {
  const { client, ask } = ground;
  const doTo = oneByOne(ground);

  /** @param articleId the one that is meant; the ticket when undefined */
  const mark = async (tickets: readonly Some[], articleId: number | undefined, name: string, value: string | null) => {
    const set = (id: number, to: string | null): Promise<void> =>
      client.relations.flag(id, { flag: name, value: to, ...(articleId === undefined ? {} : { articleId }) });
    await doTo(tickets, {
      what: text(value === null ? "say.unflagged" : "say.flagged", { name }),
      to: async ({ id }) => {
        const before = (await flagsOf(id, articleId))[name] ?? null;
        await set(id, value);
        return before === value ? undefined : () => set(id, before);
      },
    });
  };
  const flagsOf = async (id: number, articleId: number | undefined): Promise<Readonly<Record<string, string>>> => {
    const ticket = await client.ticket(id);
    if (articleId === undefined) return ticket.flags;
    return ticket.articles.find((article) => article.id === articleId)?.flags ?? {};
  };
  const askName = (tickets: readonly Some[], articleId: number | undefined): void =>
    ask({
      kind: "prompt",
      label: text("ask.flagName"),
      start: "",
      done: async (typed) => {
        const [, minus, name = "", value = "1"] = /^\s*(-?)([^=]*?)\s*(?:=\s*(.*?)\s*)?$/.exec(typed) ?? [];
        if (name !== "") await mark(tickets, articleId, name, minus === "-" ? null : value);
      },
    });

  return {
    markRead: (tickets: readonly Some[]): Promise<void> =>
      doTo(tickets, {
        what: text("say.read"),
        to: async ({ id }) => {
          const unread = (await client.ticket(id)).articles.filter(({ seen }) => !seen).map((article) => article.id);
          await client.relations.seen(id);
          return unread.length === 0 ? undefined : () => client.relations.unseen(id, unread);
        },
      }),
    /** @param articleId of the ticket, the one that counts as unread; the newest when undefined */
    markUnread: (tickets: readonly Some[], articleId: number | undefined): Promise<void> =>
      doTo(tickets, {
        what: text("say.unread"),
        to: async ({ id }) => {
          const { unread } = await client.ticket(id);
          await client.relations.unseen(id, articleId === undefined ? [] : [articleId]);
          return unread ? undefined : () => client.relations.seen(id);
        },
      }),
    /** Of one ticket the marks that it has are offered to be taken away. */
    flag: async (tickets: readonly Some[], articleId: number | undefined): Promise<void> => {
      const [only] = tickets;
      const own = only !== undefined && tickets.length === 1 ? Object.keys(await flagsOf(only.id, articleId)) : [];
      ask({
        kind: "choice",
        title: text(articleId === undefined ? "ask.flag" : "ask.flagArticle"),
        items: [
          ...own.map((name) => ({ value: `-${name}`, label: `${onMark(true)}${name}` })),
          ...(own.includes(usual) ? [] : [{ value: `+${usual}`, label: `  ${usual}` }]),
          { value: "", label: `  ${text("ask.flagOther")}` },
        ],
        chosen: (value) =>
          value === ""
            ? askName(tickets, articleId)
            : mark(tickets, articleId, value.slice(1), value.startsWith("-") ? null : "1"),
      });
    },
  };
}
