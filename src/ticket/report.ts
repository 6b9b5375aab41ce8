/** What came, was closed, waits and how long the first answer took, by day and by queue; of queues that the agent sees. */
import type { TicketReport } from "../api/report.ts";
import { dateIn, fromDbTime, toDbTime } from "../clock.ts";
import type { Actor, Desk } from "../desk.ts";
import { permissionsOf } from "../people/permissions.ts";
import { reference } from "../store/reference.ts";
import { firstAnswers, stateChanges, ticketsCreated } from "../store/reportRows.ts";
import { queues } from "./list.ts";

const dayLength = 86_400_000;

/** @param days counted back from today, in `system.timeZone` */
export async function ticketReport(
  desk: Desk,
  actor: Actor,
  { days = 14 }: { readonly days?: number },
): Promise<TicketReport> {
  const { store, clock, settings } = desk;
  const { timeZone } = settings.system;
  const rows = await reference(store);
  const visible = (await permissionsOf(desk, actor)).visibleQueues;
  const names = lastDays(dateIn(timeZone, clock.now()), days);
  // A day more, since the days are those of a time zone; what is of none of them is left out.
  const since = toDbTime(new Date(clock.now().getTime() - (days + 1) * dayLength));
  const span = { queueIds: visible.map(({ id }) => id), since };
  const dayOf = (time: string): number => names.indexOf(dateIn(timeZone, fromDbTime(time)));
  const tally = () => new Tally(days);

  const created = tally();
  for (const row of await ticketsCreated(store.db, span)) created.count(row.queueId, dayOf(row.created));
  const typeIds = rows.historyTypes.all.filter(({ name }) => name === "StateUpdate").map(({ id }) => id);
  const isOpen = (name: string | undefined): boolean | undefined => {
    const type = name === undefined ? undefined : rows.states.byName(name)?.type;
    return type === undefined ? undefined : type === "new" || type === "open" || type.startsWith("pending");
  };
  const [closed, reopened] = [tally(), tally()];
  for (const { name, queueId, created: time } of await stateChanges(store.db, span, typeIds)) {
    const [, from, to] = name.split("%%");
    const [before, after] = [isOpen(from), isOpen(to)];
    if (before === undefined || after === undefined || before === after) continue;
    (before ? closed : reopened).count(queueId, dayOf(time));
  }
  const agent = rows.senderTypes.required("agent").id;
  const waits = Map.groupBy(
    (await firstAnswers(store.db, span, agent)).map((row) => ({
      day: dayOf(row.created),
      seconds: (fromDbTime(row.answered).getTime() - fromDbTime(row.created).getTime()) / 1000,
    })),
    ({ day }) => day,
  );

  const now = new Map((await queues(desk, actor)).map((queue) => [queue.id, queue.open]));
  let open = sumOf([...now.values()]);
  // Backwards from what is open now: nothing else remembers it.
  const backlog: number[] = [];
  for (let day = days - 1; day >= 0; day -= 1) {
    backlog.unshift(open);
    open += closed.ofDay(day) - created.ofDay(day) - reopened.ofDay(day);
  }
  return {
    days: names.map((day, index) => ({
      day,
      created: created.ofDay(index),
      closed: closed.ofDay(index),
      reopened: reopened.ofDay(index),
      firstResponse: median(waits.get(index) ?? []),
      open: backlog[index] ?? 0,
    })),
    queues: visible
      .map(({ id, name }) => ({
        queue: name,
        created: created.ofQueue(id),
        closed: sumOf(closed.ofQueue(id)),
        open: now.get(id) ?? 0,
      }))
      .filter((queue) => queue.open > 0 || queue.closed > 0 || queue.created.some((count) => count > 0)),
    firstResponse: median(names.flatMap((_, index) => waits.get(index) ?? [])),
  };
}

/** How often something happened, by queue and day. */
class Tally {
  readonly #days: number;
  readonly #counts = new Map<number, number[]>();

  constructor(days: number) {
    this.#days = days;
  }

  /** @param day counted from the first; -1 for one that is not asked about */
  count(queueId: number, day: number): void {
    if (day < 0) return;
    const counts = this.#counts.get(queueId) ?? this.#none();
    counts[day] = (counts[day] ?? 0) + 1;
    this.#counts.set(queueId, counts);
  }

  ofQueue(queueId: number): readonly number[] {
    return this.#counts.get(queueId) ?? this.#none();
  }

  ofDay(day: number): number {
    return sumOf([...this.#counts.values()].map((counts) => counts[day] ?? 0));
  }

  #none(): number[] {
    return Array.from({ length: this.#days }, () => 0);
  }
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Oldest first. */
function lastDays(today: string, count: number): readonly string[] {
  const end = Date.parse(`${today}T00:00:00Z`);
  return Array.from({ length: count }, (_, index) =>
    new Date(end - (count - 1 - index) * dayLength).toISOString().slice(0, 10),
  );
}

function median(waits: readonly { readonly seconds: number }[]): number | null {
  const sorted = waits.map(({ seconds }) => seconds).toSorted((one, other) => one - other);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
}
