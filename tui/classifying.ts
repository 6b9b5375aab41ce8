/** What kind of matter a ticket is, who answers for it and whose it is, what its fields hold: for one, or all that are marked. */
import type { Change } from "./changing.ts";
import { askField, fieldWords } from "./fieldValues.ts";
import type { Ground, Some } from "./ground.ts";
import { text } from "./messages.ts";
import { oneByOne } from "./oneByOne.ts";
import { slasFor, withNone } from "./services.ts";
import { agentItems } from "./text/agents.ts";
import { namedItem, shownName } from "./text/names.ts";
import { safeLine } from "./text/safe.ts";

type Needs = Pick<Ground, "client" | "ask" | "edit" | "notices" | "remember" | "again">;

/** @param change does it, says so and keeps what takes it back */
export function classifying(
  ground: Needs,
  change: (tickets: readonly Some[], update: Change, what: string) => Promise<void>,
) {
  const { client, ask } = ground;
  const doTo = oneByOne(ground);
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
    setService: async (tickets: readonly Some[]): Promise<void> => {
      const { services } = await client.lookups();
      if (services.length === 0) throw new Error(text("wrong.noServices"));
      ask({
        kind: "choice",
        title: text("fact.service"),
        items: withNone(services),
        chosen: (service) => change(tickets, { service }, told("fact.service", service)),
      });
    },
    /** Of one ticket those that are for its service; of several each looks itself. */
    setSla: async (tickets: readonly Some[]): Promise<void> => {
      const [only] = tickets;
      const lookups = await client.lookups();
      const fitting =
        only !== undefined && tickets.length === 1 ? slasFor(lookups, await client.ticket(only.id)) : lookups.slas;
      if (fitting.length === 0) throw new Error(text("wrong.noSlas"));
      ask({
        kind: "choice",
        title: text("fact.sla"),
        items: withNone(fitting),
        chosen: (sla) => change(tickets, { sla }, told("fact.sla", sla)),
      });
    },
    /** A dynamic field, and what all of them are to hold in it. */
    setField: async (tickets: readonly Some[]): Promise<void> => {
      const fields = await client.fields("Ticket");
      if (fields.length === 0) throw new Error(text("page.noFields"));
      const [only] = tickets;
      const known = only !== undefined && tickets.length === 1 ? (await client.ticket(only.id)).dynamicFields : {};
      ask({
        kind: "choice",
        title: text("ask.field"),
        items: fields.map(({ name, label }) => ({ value: name, label, aside: name })),
        chosen: (name) => {
          const field = fields.find((one) => one.name === name);
          if (field === undefined) return;
          return askField(ground, field, known[name] ?? null, (value) =>
            doTo(tickets, {
              what: `${field.label} ${fieldWords(field, value) || "–"}`,
              to: async ({ id }) => {
                const before = (await client.ticket(id)).dynamicFields[name] ?? null;
                await client.update(id, { dynamicFields: { [name]: value } });
                return async () => void (await client.update(id, { dynamicFields: { [name]: before } }));
              },
            }),
          );
        },
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
          const found =
            search === "" ? [] : (await client.directory.customers(search)).customers.filter(({ valid }) => valid);
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

function told(fact: "fact.service" | "fact.sla", name: string): string {
  return `${text(fact)} ${safeLine(name) || "–"}`;
}
