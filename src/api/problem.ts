/** How the API tells what is wrong. */

/** RFC 9457. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** Of a login: fields that are asked for besides, such as `code` of a second factor. */
  readonly missing?: readonly string[];
  /** Of an administered entry: everything that is wrong with it, by field. */
  readonly faults?: readonly FieldFault[];
  /** Of a 409 about a ticket: what others did to it that the request did not know of, oldest first. */
  readonly meanwhile?: readonly Meanwhile[];
  /** What was asked that this version does not know: a route, or fields (`body.bcc`); whoever asked may be newer. */
  readonly unknown?: readonly string[];
  /** Of what cannot be done to a merged ticket: the number of the one that it went into. */
  readonly mergedInto?: string;
}

/** `Told`: a text in somebody's language, or words that become one. */
export interface FieldFault<Told = string> {
  /** null: the entry as a whole, or the field that names it. */
  readonly field: string | null;
  readonly what: Told;
  /** What can be done about it. */
  readonly mend: Told | null;
  /** Of a field that holds a structure: the places in it that are wrong. */
  readonly within?: readonly PlacedFault<Told>[];
}

export interface PlacedFault<Told = string> {
  /** Names, and indexes from 0: `[0, "value"]`. */
  readonly path: readonly (string | number)[];
  readonly what: Told;
  readonly mend: Told | null;
}

export interface Meanwhile {
  /** OTRS's type of history: `Move`, `StateUpdate`, `FollowUp`, … */
  readonly type: string;
  /** An agent's login; of what a customer wrote, the sender as the article has it. */
  readonly by: string;
  readonly at: string;
  /** The article that it brought. */
  readonly articleId: number | null;
}
