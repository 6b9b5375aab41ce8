/** The tickets that a job of the generic agent would select now; each opens. */
import type { Client } from "../client/client.ts";
import { text } from "../messages.ts";
import { safeLine } from "../text/safe.ts";
import { ticketLines } from "./customerTickets.ts";
import { orNone, type Page } from "./page.ts";

export interface SelectionGround {
  readonly client: Client;
  readonly now: Date;
  readonly open: (ticketId: number) => Promise<void>;
}

export async function selectionPage(ground: SelectionGround, job: string, back: () => Promise<void>): Promise<Page> {
  const { client, now, open } = ground;
  const { tickets, total } = await client.jobs.selection(job);
  const left = total - tickets.length;
  return {
    title: text("page.selection", { name: safeLine(job) }),
    told: String(total),
    renew: () => selectionPage(ground, job, back),
    back,
    lines: [
      ...orNone(ticketLines(tickets, now, open), text("selection.none")),
      ...(left > 0 ? [{ text: text("selection.more", { count: left }), meaning: "faint" as const }] : []),
    ],
  };
}
