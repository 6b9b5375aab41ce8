/** Chooses from mail_queue what is due, not paused, and has a road with room. */
import { type DueMail, dueMails } from "../../src/store/deliveryClaim.ts";
import { pausesOf } from "../../src/store/pauses.ts";
import type { Reader } from "../../src/store/store.ts";
import { destinations, domainOf, type Route } from "./routes.ts";
import type { Transport } from "./transport.ts";

/** Rows looked at in one query; after so many chosen errands no further query is made. */
const page = 200;
/** For each mail under way so many more are claimed, so that a burst does not cost a transaction a mail. */
const ahead = 4;

/** A mail and its way. */
export interface Errand {
  readonly mail: DueMail;
  readonly route: Route;
  readonly recipients: readonly string[];
  /** Paused: not tried this time. */
  readonly held: readonly string[];
  readonly destinations: readonly string[];
}

interface Traffic {
  /** mail_queue.id of what this process has claimed already. */
  readonly known: ReadonlySet<number>;
  /** Mails under way and claimed, by destination. */
  readonly taken: ReadonlyMap<string, number>;
}

export async function dueErrands(
  db: Reader,
  now: Date,
  transport: Pick<Transport, "routeOf">,
  { known, taken: before }: Traffic,
): Promise<readonly Errand[]> {
  let rows = await dueMails(db, now, page);
  if (rows.length === 0) return [];
  const paused = new Set((await pausesOf(db)).map(({ scope }) => scope as string));
  if (paused.has("all")) return [];
  const chosen: Errand[] = [];
  const taken = new Map(before);
  while (rows.length > 0) {
    for (const mail of rows) {
      if (known.has(mail.id)) continue;
      const errand = errandOf(mail, transport.routeOf(mail), paused);
      if (errand === undefined) continue;
      const room = errand.destinations.every((way) => (taken.get(way) ?? 0) < errand.route.concurrency * (ahead + 1));
      if (!room) continue;
      count(taken, errand.destinations);
      chosen.push(errand);
    }
    const last = rows.at(-1);
    // A destination without room must not hide the mail for others behind it.
    if (chosen.length >= page || rows.length < page || last === undefined) break;
    rows = await dueMails(db, now, page, last.id);
  }
  return chosen;
}

function errandOf(mail: DueMail, route: Route, paused: ReadonlySet<string>): Errand | undefined {
  if (paused.has(`route:${route.name}`)) return undefined;
  const isHeld = (address: string): boolean => paused.has(`domain:${domainOf(address)}`);
  const recipients = mail.recipients.filter((address) => !isHeld(address));
  if (recipients.length === 0) return undefined;
  return {
    mail,
    route,
    recipients,
    held: mail.recipients.filter(isHeld),
    destinations: destinations(route, recipients),
  };
}

export function count(counts: Map<string, number>, names: readonly string[], by = 1): void {
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + by);
}
