/** State; its pending time; and the unlock of a closed ticket (OTRS ForceUnlock). */

import type { UpdateRequest } from "../../api/requests.ts";
import { isDay, toEpoch } from "../../clock.ts";
import { UserError } from "../../errors.ts";
import { said } from "../../said.ts";
import type { Reference, State } from "../../store/referenceRows.ts";
import { named } from "../named.ts";
import { lockStep } from "./plain.ts";
import type { Before, Step } from "./step.ts";

export function stateSteps(before: Before, request: UpdateRequest): readonly (Step | undefined)[] {
  const { ticket, rows } = before;
  if (request.state === undefined && request.pendingUntil === undefined) return [];
  const state = request.state === undefined ? rows.states.byId(ticket.stateId) : chosenState(rows, request.state);
  if (state === undefined) return [];
  const pending = state.type.startsWith("pending");
  if (!pending && request.pendingUntil !== undefined) {
    throw new UserError(said`state "${state.name}" has no time`, {
      where: "pendingUntil",
      mend: said`Choose a pending state`,
    });
  }
  const until = pending ? pendingTime(state.name, request.pendingUntil) : undefined;
  const old = rows.states.byId(ticket.stateId)?.name ?? "";
  return [
    state.id === ticket.stateId
      ? undefined
      : {
          change: { ticket_state_id: state.id, ...(pending ? {} : { until_time: 0 }) },
          history: ["StateUpdate", `%%${old}%%${state.name}%%`],
          does: "state",
        },
    until === undefined || toEpoch(until) === ticket.untilTime
      ? undefined
      : {
          change: { until_time: toEpoch(until) },
          history: ["SetPendingTime", pendingHistory(until)],
          does: "state",
        },
    state.type === "closed" ? unlockOfClosed(before) : undefined,
  ];
}

/** @throws UserError also for `merged`: such a ticket without a main one would be lost */
export function chosenState(rows: Reference, name: string): State {
  const state = named(rows.states, "state", said`state`, name);
  if (state.type !== "merged") return state;
  throw new UserError(said`state "${name}" is for merged tickets`, {
    where: "state",
    mend: said`Use: gotrs ticket merge`,
  });
}

export function pendingHistory(until: Date): string {
  return `%%${until.toISOString().slice(0, 16).replace("T", " ")}`;
}

/** @throws UserError for none, or what is no time */
export function pendingTime(state: string, text: string | undefined): Date {
  const day = /^(\d{4}-\d\d-\d\d)[T ]/.exec(text ?? "")?.[1];
  const time = day !== undefined && isDay(day) ? new Date(text ?? "") : new Date(Number.NaN);
  if (!Number.isNaN(time.getTime())) return time;
  throw new UserError(text === undefined ? said`state "${state}" needs a time` : said`"${text}" is no time`, {
    where: "pendingUntil",
    mend: said`Give it as 2026-12-31T09:00:00Z`,
  });
}

/** Who may close a ticket may do what closing brings along. */
function unlockOfClosed(before: Before): Step | undefined {
  const step = lockStep(before, "unlock");
  return step === undefined ? undefined : { ...step, does: "state" };
}
