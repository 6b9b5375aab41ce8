/** Watching tickets, and no longer: oneself, or a colleague. */
import { inBulk, type Reached, stoppedIn, tellRefused, ticketsInWords } from "./bulk.ts";
import type { Ground, Some } from "./ground.ts";
import { text } from "./messages.ts";
import { oneByOne } from "./oneByOne.ts";
import { agentItems } from "./text/agents.ts";
import { withColon } from "./text/colon.ts";

type Needs = Pick<Ground, "client" | "notices" | "remember" | "again" | "ask">;

export function watching(ground: Needs) {
  const { client, notices, remember, again, ask } = ground;
  const doTo = oneByOne(ground);
  const begin = async (tickets: readonly Some[]): Promise<Reached> => {
    const done = await inBulk(ground, tickets, { watch: true });
    again();
    return done;
  };
  const end = async (tickets: readonly Some[]): Promise<void> => {
    for (const { id } of tickets) await client.relations.unwatch(id);
    again();
  };
  const watch = async (tickets: readonly Some[]): Promise<void> => {
    const done = await begin(tickets);
    if (done.reached.length > 0) {
      const what = withColon(ticketsInWords(done.reached), text("say.watched"));
      remember({ what, again: watch, undo: () => end(done.reached) });
      notices.say(what + stoppedIn(done, tickets.length));
    }
    tellRefused(done, tickets.length);
  };
  const unwatch = (tickets: readonly Some[]): Promise<void> =>
    doTo(tickets, {
      what: text("say.unwatched"),
      to: async ({ id }) => {
        await client.relations.unwatch(id);
        return () => client.relations.watch(id);
      },
    });
  const watchersOf = async (id: number): Promise<readonly string[]> => (await client.ticket(id)).watchers;
  return {
    watch,
    unwatch,
    /** Of one ticket those who watch it already are not offered. */
    addWatcher: async (tickets: readonly Some[]): Promise<void> => {
      const [only] = tickets;
      const { agents } = await client.lookups();
      const known = only !== undefined && tickets.length === 1 ? await watchersOf(only.id) : [];
      ask({
        kind: "choice",
        title: text("ask.addWatcher"),
        items: agentItems(agents.filter(({ login }) => !known.includes(login))),
        chosen: (agent) =>
          doTo(tickets, {
            what: text("say.watchedBy", { agent }),
            to: async ({ id }) => {
              if ((await watchersOf(id)).includes(agent)) return undefined;
              await client.relations.watch(id, agent);
              return () => client.relations.unwatch(id, agent);
            },
          }),
      });
    },
    /** Of all who watch the tickets, one is chosen. */
    removeWatcher: async (tickets: readonly Some[]): Promise<void> => {
      const watching = new Set<string>();
      for (const { id } of tickets) for (const agent of await watchersOf(id)) watching.add(agent);
      if (watching.size === 0) throw new Error(text("wrong.noWatchers"));
      const { agents } = await client.lookups();
      const named = agentItems(agents.filter(({ login }) => watching.has(login)));
      const others = [...watching].filter((login) => !named.some(({ value }) => value === login));
      ask({
        kind: "choice",
        title: text("ask.removeWatcher"),
        items: [...named, ...others.map((login) => ({ value: login, label: login }))],
        chosen: (agent) =>
          doTo(tickets, {
            what: text("say.unwatchedBy", { agent }),
            to: async ({ id }) => {
              if (!(await watchersOf(id)).includes(agent)) return undefined;
              await client.relations.unwatch(id, agent);
              return () => client.relations.watch(id, agent);
            },
          }),
      });
    },
  };
}
