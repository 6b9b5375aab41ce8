/** Watching tickets, and no longer. */
import { inBulk, type Reached, tellRefused, ticketsInWords } from "./bulk.ts";
import type { Ground, Some } from "./ground.ts";
import { text } from "./messages.ts";

type Needs = Pick<Ground, "client" | "notices" | "remember" | "again">;

export function watching(ground: Needs) {
  const { client, notices, remember, again } = ground;
  const begin = async (tickets: readonly Some[]): Promise<Reached> => {
    const done = await inBulk(ground, tickets, { watch: true });
    again();
    return done;
  };
  const end = async (tickets: readonly Some[]): Promise<void> => {
    for (const { id } of tickets) await client.unwatch(id);
    again();
  };
  const watch = async (tickets: readonly Some[]): Promise<void> => {
    const done = await begin(tickets);
    if (done.reached.length > 0) {
      const what = `${ticketsInWords(done.reached)}: ${text("say.watched")}`;
      remember({ what, again: watch, undo: () => end(done.reached) });
      notices.say(what);
    }
    tellRefused(done, tickets.length);
  };
  const unwatch = async (tickets: readonly Some[]): Promise<void> => {
    await end(tickets);
    const what = `${ticketsInWords(tickets)}: ${text("say.unwatched")}`;
    const undo = async (): Promise<void> => tellRefused(await begin(tickets), tickets.length);
    remember({ what, again: unwatch, undo });
    notices.say(what);
  };
  return { watch, unwatch };
}
