/** What came, was closed, waits and how long the first answer took, by time and by queue, owner or state; of queues that the agent sees. */
import type { ReportGroup, ReportKind, ReportStep, TicketReport } from "../api/report.ts";
import { dateIn, fromDbTime, toDbTime } from "../clock.ts";
import type { Actor, Desk } from "../desk.ts";
import { permissionsOf } from "../people/permissions.ts";
import { reference } from "../store/reference.ts";
import { firstAnswers, loginsOf, openBy, stateChanges, ticketsCreated } from "../store/reportRows.ts";
import { queues } from "./list.ts";
import { type AskedDays, askedDays, dayLength, stepsOf } from "./reportDays.ts";
import { Tally } from "./tally.ts";

export interface ReportRequest extends AskedDays {
  /** Days when absent. */
  readonly by?: ReportStep;
  /** Queues when absent. */
  readonly of?: ReportKind;
}

export async function ticketReport(
  desk: Desk,
  actor: Actor,
  { by = "day", of = "queue", ...asked }: ReportRequest,
): Promise<TicketReport> {
  const { store, clock, settings } = desk;
  const { timeZone } = settings.system;
  const rows = await reference(store);
  const visible = (await permissionsOf(desk, actor)).visibleQueues;
  const { days, last } = askedDays(asked, dateIn(timeZone, clock.now()));
  // A day more, since the days are those of a time zone; what is of none of them is left out.
  const since = toDbTime(new Date(clock.now().getTime() - (days.length + 1) * dayLength));
  const span = { queueIds: visible.map(({ id }) => id), since };
  const places = new Map(days.map((day, index) => [day, index]));
  const dayOf = (time: string): number => places.get(dateIn(timeZone, fromDbTime(time))) ?? -1;
  const steps = stepsOf(days.slice(0, last + 1), by);
  const tally = () => new Tally(steps.of, days.length);

  const created = tally();
  const createdOf = tally();
  for (const row of await ticketsCreated(store.db, span)) {
    const day = dayOf(row.created);
    created.count(row.queueId, day);
    if (of !== "queue") createdOf.count(of === "owner" ? row.ownerId : row.stateId, day);
  }
  const typeIds = rows.historyTypes.all.filter(({ name }) => name === "StateUpdate").map(({ id }) => id);
  const isOpen = (name: string | undefined): boolean | undefined => {
    const type = name === undefined ? undefined : rows.states.byName(name)?.type;
    return type === undefined ? undefined : type === "new" || type === "open" || type.startsWith("pending");
  };
  const [closed, reopened, closedOf] = [tally(), tally(), tally()];
  for (const { name, queueId, ownerId, created: time } of await stateChanges(store.db, span, typeIds)) {
    const [, from, to] = name.split("%%");
    const [before, after] = [isOpen(from), isOpen(to)];
    if (before === undefined || after === undefined || before === after) continue;
    const day = dayOf(time);
    (before ? closed : reopened).count(queueId, day);
    if (before && of !== "queue")
      closedOf.count(of === "owner" ? ownerId : (rows.states.byName(to ?? "")?.id ?? 0), day);
  }
  const agent = rows.senderTypes.required("agent").id;
  const answers = (await firstAnswers(store.db, span, agent)).map((row) => ({
    step: steps.of[dayOf(row.created)],
    seconds: (fromDbTime(row.answered).getTime() - fromDbTime(row.created).getTime()) / 1000,
  }));
  const waits = Map.groupBy(
    answers.filter(({ step }) => step !== undefined),
    ({ step }) => step,
  );

  const now = new Map((await queues(desk, actor)).map((queue) => [queue.id, queue.open]));
  let open = sumOf([...now.values()]);
  // Backwards from what is open now: nothing else remembers it. What stands last of a step's days is its end.
  const backlog: number[] = steps.first.map(() => 0);
  for (let day = days.length - 1; day >= 0; day -= 1) {
    const step = steps.of[day];
    if (step !== undefined && step !== steps.of[day + 1]) backlog[step] = open;
    open += closed.ofDay(day) - created.ofDay(day) - reopened.ofDay(day);
  }
  const groups = async (): Promise<readonly ReportGroup[]> => {
    if (of === "queue") return [];
    const stateIds = rows.states.all.filter(({ name }) => isOpen(name)).map(({ id }) => id);
    const column = of === "owner" ? "user_id" : "ticket_state_id";
    const waiting = await openBy(store.db, column, { queueIds: span.queueIds, stateIds });
    const ids = [...new Set([...createdOf.keys, ...closedOf.keys, ...waiting.keys()])];
    const logins = of === "owner" ? await loginsOf(store.db, ids) : new Map<number, string>();
    const nameOf = (id: number): string => (of === "owner" ? logins.get(id) : rows.states.byId(id)?.name) ?? `#${id}`;
    return ids
      .map((id) => ({
        name: nameOf(id),
        created: createdOf.bySteps(id),
        closed: sumOf(closedOf.bySteps(id)),
        open: waiting.get(id) ?? 0,
      }))
      .filter(happens)
      .toSorted((one, other) => one.name.localeCompare(other.name));
  };
  return {
    from: days[0] ?? "",
    to: days[last] ?? "",
    days: steps.first.map((day, step) => ({
      day,
      created: created.ofStep(step),
      closed: closed.ofStep(step),
      reopened: reopened.ofStep(step),
      firstResponse: median(waits.get(step) ?? []),
      open: backlog[step] ?? 0,
    })),
    queues: visible
      .map(({ id, name }) => ({
        queue: name,
        created: created.bySteps(id),
        closed: sumOf(closed.bySteps(id)),
        open: now.get(id) ?? 0,
      }))
      .filter(happens),
    groups: await groups(),
    firstResponse: median([...waits.values()].flat()),
  };
}

/** Something happened, or waits. */
function happens({ created, closed, open }: Pick<ReportGroup, "created" | "closed" | "open">): boolean {
  return open > 0 || closed > 0 || created.some((count) => count > 0);
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

function median(waits: readonly { readonly seconds: number }[]): number | null {
  const sorted = waits.map(({ seconds }) => seconds).toSorted((one, other) => one - other);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
}
