/** Links of tickets with others, and with articles of OTRS's knowledge base. */
import type { LinkRequest } from "../src/api/requests.ts";
import type { TicketDetail } from "../src/api/ticket.ts";
import type { Client } from "./client/client.ts";
import type { Ground, Some } from "./ground.ts";
import { text } from "./messages.ts";
import { oneByOne } from "./oneByOne.ts";
import { safeLine } from "./text/safe.ts";
import { ticketNumberIn } from "./text/ticketNumber.ts";

type Link = TicketDetail["links"][number];
/** What is linked with, as the daemon is told. */
type Target = Pick<LinkRequest, "to" | "object">;

export function linking(ground: Pick<Ground, "client" | "notices" | "remember" | "again" | "ask">) {
  const { client, ask } = ground;
  const doTo = oneByOne(ground);
  return {
    link: (tickets: readonly Some[]): void =>
      ask({
        kind: "prompt",
        label: text("ask.link"),
        start: "",
        done: (typed) => {
          const target = targetTyped(typed);
          ask({
            kind: "choice",
            title: text("ask.linkAs"),
            items: (["normal", "parent", "child"] as const).map((as) => ({ value: as, label: text(`link.${as}`) })),
            chosen: async (value) => {
              const as = value === "parent" || value === "child" ? value : "normal";
              await doTo(tickets, {
                what: text("say.linked", { to: nameOf(target) }),
                to: async ({ id }) => {
                  await client.relations.link(id, { ...target, as });
                  return () => client.relations.unlink(id, target);
                },
              });
            },
          });
        },
      }),
    /** Of all that the tickets are linked with, one is chosen; those that are linked with it no longer are. */
    unlink: async (tickets: readonly Some[]): Promise<void> => {
      const linked = new Map<string, { readonly title: string; readonly of: Map<number, readonly Link[]> }>();
      for (const { id } of tickets) {
        for (const link of (await client.ticket(id)).links.filter(canBeTakenAway)) {
          const name = nameOf(targetOf(link));
          const known = linked.get(name) ?? { title: link.title, of: new Map() };
          linked.set(name, known);
          known.of.set(id, [...(known.of.get(id) ?? []), link]);
        }
      }
      if (linked.size === 0) throw new Error(text("wrong.noLinks"));
      ask({
        kind: "choice",
        title: text("ask.unlink"),
        items: [...linked].map(([name, { title }]) => ({
          value: name,
          label: `${name}  ${safeLine(title)}`.trimEnd(),
        })),
        chosen: async (name) => {
          const of = linked.get(name)?.of ?? new Map<number, readonly Link[]>();
          await doTo(
            tickets.filter(({ id }) => of.has(id)),
            {
              what: text("say.unlinked", { to: name }),
              once: true,
              to: ({ id }) => takeLinksAway(client, id, of.get(id) ?? []),
            },
          );
        },
      });
    },
  };
}

/** OTRS links with more kinds of things than gotrs has; a link of a kind that is not known could not be put back. */
export function canBeTakenAway({ object, type }: Link): boolean {
  return (object === "Ticket" || object === "FAQ") && (type === "Normal" || type === "ParentChild");
}

/** @param links with one and the same other. @returns what brings them back */
export async function takeLinksAway(client: Client, id: number, links: readonly Link[]): Promise<() => Promise<void>> {
  const [first] = links;
  if (first === undefined) return async () => {};
  await client.relations.unlink(id, targetOf(first));
  return async () => {
    for (const link of links) await client.relations.link(id, { ...targetOf(link), as: asSeenFromHere(link) });
  };
}

/** The number of a ticket, or `FAQ 12`. */
export function linkedName(link: Link): string {
  const isKnown = link.object === "Ticket" || link.object === "FAQ";
  return isKnown ? nameOf(targetOf(link)) : `${link.object} ${link.id}`;
}

function nameOf({ to, object }: Target): string {
  return object === "FAQ" ? `FAQ ${to}` : to;
}

function targetOf({ object, id, number }: Link): Target {
  return object === "Ticket" ? { to: number } : { to: String(id), object: "FAQ" };
}

function targetTyped(typed: string): Target {
  const article = /^\s*FAQ\D*(\d+)\s*$/i.exec(typed)?.[1];
  return article === undefined ? { to: ticketNumberIn(typed) } : { to: article, object: "FAQ" };
}

/** What this ticket is to the other, told by what the other is to it. */
function asSeenFromHere({ type, direction }: Link): NonNullable<LinkRequest["as"]> {
  if (type !== "ParentChild") return "normal";
  return direction === "parent" ? "child" : "parent";
}
