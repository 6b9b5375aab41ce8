/** What kind of matter a ticket is, who answers for it and whose it is: for one, or for all that are marked. */
import type { Change } from "./changing.ts";
import type { Ground, Some } from "./ground.ts";
import { text } from "./messages.ts";
import { agentItems } from "./text/agents.ts";
import { namedItem, shownName } from "./text/names.ts";
import { safeLine } from "./text/safe.ts";

type Needs = Pick<Ground, "client" | "ask">;

/** @param change does it, says so and keeps what takes it back */
export function classifying(
  { client, ask }: Needs,
  change: (tickets: readonly Some[], update: Change, what: string) => Promise<void>,
) {
  const giveTo = (tickets: readonly Some[], customerUser: string): Promise<void> =>
    change(
      tickets,
      { customerUser },
      customerUser === "" ? text("say.noCustomer") : text("say.customer", { customer: safeLine(customerUser) }),
    );
  return {
    setType: async (tickets: readonly Some[]): Promise<void> => {
      const { types } = await client.lookups();
      ask({
        kind: "choice",
        title: text("fact.type"),
        items: types.map(({ name }) => namedItem("type", name)),
        chosen: (type) => change(tickets, { type }, text("say.type", { type: shownName("type", type) })),
      });
    },
    setResponsible: async (tickets: readonly Some[]): Promise<void> => {
      const { agents } = await client.lookups();
      ask({
        kind: "choice",
        title: text("fact.responsible"),
        items: agentItems(agents),
        chosen: (responsible) => change(tickets, { responsible }, text("say.responsible", { responsible })),
      });
    },
    setCustomer: (tickets: readonly Some[]): void =>
      ask({
        kind: "prompt",
        label: text("ask.customer"),
        start: "",
        done: async (typed) => {
          const search = typed.trim();
          const found = search === "" ? [] : (await client.customers(search)).customers.filter(({ valid }) => valid);
          const only = found.length === 1 ? found[0] : undefined;
          const meant = found.find(({ login, email }) => [login, email].includes(search)) ?? only;
          // Who is in no directory can have tickets by the address alone.
          if (meant !== undefined || found.length === 0) return await giveTo(tickets, meant?.login ?? search);
          ask({
            kind: "choice",
            title: text("fact.customer"),
            items: found.map(({ login, name, email }) => ({
              value: login,
              label: safeLine(`${name} <${email}>  ${login}`),
            })),
            chosen: (login) => giveTo(tickets, login),
          });
        },
      }),
  };
}
