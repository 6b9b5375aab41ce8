/** Archived tickets are kept out of the lists; a search finds them. */
import type { Ground, Some } from "./ground.ts";
import { text } from "./messages.ts";
import { oneByOne } from "./oneByOne.ts";

export function archiving(ground: Pick<Ground, "client" | "notices" | "remember" | "again">) {
  const { client } = ground;
  const doTo = oneByOne(ground);
  const set = async (tickets: readonly Some[], archived: boolean): Promise<void> => {
    const change = async (id: number, to: boolean): Promise<void> => void (await client.update(id, { archived: to }));
    await doTo(tickets, {
      what: text(archived ? "say.archived" : "say.unarchived"),
      to: async ({ id }) => {
        const before = (await client.ticket(id)).archived;
        if (before === archived) return undefined;
        await change(id, archived);
        return () => change(id, before);
      },
    });
  };
  return {
    archive: (tickets: readonly Some[]) => set(tickets, true),
    unarchive: (tickets: readonly Some[]) => set(tickets, false),
  };
}
