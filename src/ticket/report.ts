/** What came, was closed, waits and how long the first answer took, by day and by queue; of queues that the agent sees. */
import type { TicketReport } from "../api/types.ts";
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

  const created = (await ticketsCreated(store.db, span)).map((row) => ({ ...row, day: dayOf(row.created) }));
  const typeIds = rows.historyTypes.all.filter(({ name }) => name === "StateUpdate").map(({ id }) => id);
  const isOpen = (name: string | undefined): boolean | undefined => {
    const type = rows.states.all.find((state) => state.name === name)?.type;
    return type === undefined ? undefined : type === "new" || type === "open" || type.startsWith("pending");
  };
  const turns = (await stateChanges(store.db, span, typeIds)).flatMap(({ name, queueId, created: time }) => {
    const [, from, to] = name.split("%%");
    const [before, after] = [isOpen(from), isOpen(to)];
    return before === undefined || after === undefined || before === after
      ? []
      : [{ queueId, day: dayOf(time), closes: before }];
  });
  const agent = rows.senderTypes.required("agent").id;
  const waits = (await firstAnswers(store.db, span, agent)).map((row) => ({
    day: dayOf(row.created),
    seconds: (fromDbTime(row.answered).getTime() - fromDbTime(row.created).getTime()) / 1000,
  }));

  const now = await queues(desk, actor);
  let open = now.reduce((sum, queue) => sum + queue.open, 0);
  const perDay = names.map((day, index) => {
    const came = created.filter((row) => row.day === index).length;
    const closed = turns.filter((turn) => turn.day === index && turn.closes).length;
    const reopened = turns.filter((turn) => turn.day === index && !turn.closes).length;
    return { day, created: came, closed, reopened, firstResponse: median(waits.filter((one) => one.day === index)) };
  });
  // Backwards from what is open now: nothing else remembers it.
  const backlog: number[] = [];
  for (const { created: came, closed, reopened } of perDay.toReversed()) {
    backlog.unshift(open);
    open += closed - came - reopened;
  }
  return {
    days: perDay.map((day, index) => ({ ...day, open: backlog[index] ?? 0 })),
    queues: visible
      .map(({ id, name }) => ({
        queue: name,
        created: names.map((_, index) => created.filter((row) => row.queueId === id && row.day === index).length),
        closed: turns.filter((turn) => turn.queueId === id && turn.closes && turn.day >= 0).length,
        open: now.find((queue) => queue.id === id)?.open ?? 0,
      }))
      .filter((queue) => queue.open > 0 || queue.closed > 0 || queue.created.some((count) => count > 0)),
    firstResponse: median(waits.filter(({ day }) => day >= 0)),
  };
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
