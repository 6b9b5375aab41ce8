/** The time spent on tickets, in the units of the installation. */
import type { Ground, Some } from "./ground.ts";
import { text } from "./messages.ts";
import { oneByOne } from "./oneByOne.ts";

type Needs = Pick<Ground, "client" | "notices" | "remember" | "again" | "ask">;

/** Up to two decimals, behind a point or a comma. @throws Error for what is none */
export function unitsOf(typed: string): number {
  const written = typed.trim().replace(",", ".");
  if (!/^-?\d{1,8}(?:\.\d{1,2})?$/.test(written) || Number(written) === 0) {
    throw new Error(text("wrong.noTime", { typed: typed.trim() }));
  }
  return Number(written);
}

export function accounting(ground: Needs) {
  const { client, ask } = ground;
  const doTo = oneByOne(ground);
  return {
    time: (tickets: readonly Some[]): void =>
      ask({
        kind: "prompt",
        label: text("ask.time"),
        start: "",
        done: async (typed) => {
          const units = unitsOf(typed);
          await doTo(tickets, {
            what: text("say.timed", { units }),
            to: async ({ id }) => {
              await client.relations.time(id, units);
              // Accounts are not struck out: the same with a minus takes it back, as in OTRS.
              return () => client.relations.time(id, -units);
            },
          });
        },
      }),
  };
}
