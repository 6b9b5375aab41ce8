/** Watching tickets, and no longer. */
import { inBulk, tellRefused, ticketsInWords } from "./bulk.ts";
import type { Ground, Some } from "./ground.ts";
import { text } from "./messages.ts";

type Needs = Pick<Ground, "client" | "notices" | "signal" | "remember" | "again">;

export function watching(ground: Needs) {
  const { client, notices, remember, again } = ground;
  const start = async (tickets: readonly Some[]): Promise<void> => {
    const done = await inBulk(ground, tickets, { watch: true });
    const what = `${ticketsInWords(done.reached)}: ${text("say.watched")}`;
    if (done.reached.length > 0) {
      remember({ what, again: start, undo: () => end(done.reached) });
      notices.say(what);
      again();
    }
    tellRefused(done, tickets.length);
  };
  const end = async (tickets: readonly Some[]): Promise<void> => {
    for (const { id } of tickets) await client.unwatch(id);
    const what = `${ticketsInWords(tickets)}: ${text("say.unwatched")}`;
    remember({ what, again: end, undo: () => start(tickets) });
    notices.say(what);
    again();
  };
  return { watch: start, unwatch: end };
}
