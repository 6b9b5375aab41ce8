/** Who is let in, and reports, as they have to come. */
import type { DeviceSignOn, Me, Session, SignOnWays } from "../../../src/api/people.ts";
import type { FieldFault, PlacedFault, Problem } from "../../../src/api/problem.ts";
import type { ReportGroup, TicketReport } from "../../../src/api/report.ts";
import { added, amount, flag, list, maybe, object, oneOf, orNull, type Shape, text, time, whole } from "../shape.ts";

/** No more than is needed: a daemon of another generation must get so far that its version can be told. */
export type Who = Pick<Me, "login" | "version">;
export const who = object<Who>({ login: text, version: text });

export const session = object<Session>({ token: text, expires: time });

export const signOnWays = object<SignOnWays>({
  passwords: flag,
  providers: list(object<SignOnWays["providers"][number]>({ name: text, title: text })),
});

/** Timers that wait for longer would not wait at all. */
const seconds: Shape<number> = (value) => (typeof value === "number" && value >= 0 && value <= 86_400 ? undefined : "");

export const deviceSignOn = object<DeviceSignOn>({
  ...{ deviceCode: text, userCode: text, verificationUri: text, verificationUriComplete: orNull(text) },
  ...{ interval: seconds, expiresIn: seconds },
});

type Waiting = { readonly pending: true; readonly slower: boolean };
const waiting = object<Waiting>({ pending: oneOf(true), slower: flag });

/** A session once it is confirmed. */
export const signedOn: Shape<Session | Waiting> = (value) =>
  waiting(value) === undefined ? undefined : session(value);

/** What a refusal may tell besides its words. */
export const missingFields = list(text);
export const unknownHere = list(text);
export const meanwhileDone = list(
  object<NonNullable<Problem["meanwhile"]>[number]>({ type: text, by: text, at: time, articleId: orNull(whole) }),
);

const step: Shape<string | number> = (value) => (typeof value === "number" ? whole(value) : text(value));

export const fieldFaults = list(
  object<FieldFault>({
    ...{ field: orNull(text), what: text, mend: orNull(text) },
    within: maybe(list(object<PlacedFault>({ path: list(step), what: text, mend: orNull(text) }))),
  }),
);

export const report = object<TicketReport>({
  ...{ from: added(text, ""), to: added(text, "") },
  days: list(
    object<TicketReport["days"][number]>({
      ...{ day: text, created: whole, closed: whole, reopened: whole, open: whole, firstResponse: orNull(amount) },
    }),
  ),
  queues: list(
    object<TicketReport["queues"][number]>({ queue: text, created: list(whole), closed: whole, open: whole }),
  ),
  groups: added(list(object<ReportGroup>({ name: text, created: list(whole), closed: whole, open: whole })), []),
  firstResponse: orNull(amount),
});
