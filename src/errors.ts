/** The one family of errors: what a person can mend, what a retry can mend, what is not allowed. All else is a bug. */

import type { FieldFault, Meanwhile } from "./api/problem.ts";
import { joined, type Sentences, said, spoken, type Words } from "./said.ts";

/** sysexits(3) codes, the ones the contract names. */
export const Exit = {
  ok: 0,
  usage: 64,
  dataError: 65,
  unavailable: 69,
  bug: 70,
  cannotCreate: 73,
  io: 74,
  temporary: 75,
  permission: 77,
  configuration: 78,
} as const;
export type ExitCode = (typeof Exit)[keyof typeof Exit];

export interface ErrorParts {
  /** Where: `file:line`, a configuration key, a field. */
  readonly where?: string;
  /** The mend: what the person can do now. */
  readonly mend?: Words;
  readonly exit?: ExitCode;
  readonly cause?: unknown;
}

/** One line a person can act on: `where: what. mend`. */
export function faultLine(where: string | undefined, what: Words, mend: Words | undefined): Words {
  return joined([where, joined([what, mend], ". ")], ": ");
}

abstract class GotrsError extends Error {
  readonly what: string;
  readonly where: string | undefined;
  readonly mend: string | undefined;
  readonly exit: ExitCode;
  /** The same to be said in other languages. */
  readonly told: { readonly what: Words; readonly mend: Words | undefined };

  constructor(what: Words, parts: ErrorParts, exit: ExitCode) {
    super(
      spoken(faultLine(parts.where, what, parts.mend)),
      parts.cause === undefined ? undefined : { cause: parts.cause },
    );
    this.what = spoken(what);
    this.where = parts.where;
    this.mend = parts.mend === undefined ? undefined : spoken(parts.mend);
    this.exit = parts.exit ?? exit;
    this.told = { what, mend: parts.mend };
  }

  /** The message, to be said in any language. */
  get words(): Words {
    return faultLine(this.where, this.told.what, this.told.mend);
  }

  /** The message in another language. */
  messageIn(sentences: Sentences): string {
    return spoken(this.words, sentences);
  }
}

interface UserParts extends ErrorParts {
  readonly faults?: readonly FieldFault<Words>[];
  readonly unknown?: readonly string[];
}

/** The input is wrong and a person can mend it. Shown as one line, never with a stack. */
export class UserError extends GotrsError {
  override readonly name = "UserError";
  /** What is wrong with each field, where the input has fields. */
  readonly faults: readonly FieldFault<Words>[] | undefined;
  /** Fields of the input that this version does not know. */
  readonly unknown: readonly string[] | undefined;
  constructor(what: Words, parts: UserParts = {}) {
    super(what, parts, Exit.dataError);
    this.faults = parts.faults;
    this.unknown = parts.unknown;
  }
}

/** The ticket went into another, which is the one to work on. */
export class MergedError extends UserError {
  /** Its number; undefined where history does not tell. */
  readonly into: string | undefined;
  constructor(number: string, into: string | undefined, where?: string) {
    super(said`ticket ${number} is merged already`, {
      ...(where === undefined ? {} : { where }),
      mend: into === undefined ? said`Name another ticket` : said`Name ticket ${into}, into which it was merged`,
    });
    this.into = into;
  }
}

/** Nothing was stored and the same attempt may succeed later: 451 over SMTP, exit 75. */
export class TemporaryError extends GotrsError {
  override readonly name = "TemporaryError";
  constructor(what: Words, parts: ErrorParts = {}) {
    super(what, parts, Exit.temporary);
  }
}

/** The person may not do this. */
export class PermissionError extends GotrsError {
  override readonly name = "PermissionError";
  constructor(what: Words, parts: ErrorParts = {}) {
    super(what, parts, Exit.permission);
  }
}

/** Who asks is not known: no login, a wrong one, or one that has ended. */
export class AuthenticationError extends GotrsError {
  override readonly name = "AuthenticationError";
  /** What is asked for besides, by the names of fields. */
  readonly missing: readonly string[] | undefined;
  constructor(what: Words, parts: ErrorParts & { readonly missing?: readonly string[] } = {}) {
    super(what, parts, Exit.permission);
    this.missing = parts.missing;
  }
}

/** The same failed too often; `retryAfter` seconds later it may be tried again. */
export class TooOftenError extends GotrsError {
  override readonly name = "TooOftenError";
  readonly retryAfter: number;
  constructor(what: Words, retryAfter: number) {
    super(what, { mend: said`Try again in ${Math.max(1, Math.ceil(retryAfter / 60))} minutes` }, Exit.temporary);
    this.retryAfter = Math.max(1, Math.ceil(retryAfter));
  }
}

/** The mail is not wanted, by the administrator's own rules: 550 over SMTP. Never thrown where refusing loses the mail. */
export class RefusedError extends GotrsError {
  override readonly name = "RefusedError";
  constructor(what: Words, parts: ErrorParts = {}) {
    super(what, parts, Exit.permission);
  }
}

/** Somebody changed the same thing meanwhile; look again and repeat. */
export class ConflictError extends GotrsError {
  override readonly name = "ConflictError";
  /** What others did, where that is known. */
  readonly meanwhile: readonly Meanwhile[] | undefined;
  constructor(what: Words, parts: ErrorParts & { readonly meanwhile?: readonly Meanwhile[] } = {}) {
    super(what, parts, Exit.temporary);
    this.meanwhile = parts.meanwhile;
  }
}

/** No such ticket, queue, article …. */
export class NotFoundError extends GotrsError {
  override readonly name = "NotFoundError";
  constructor(what: Words, parts: ErrorParts = {}) {
    super(what, parts, Exit.dataError);
  }
}

/** Any of the family above, as opposed to a bug. */
export function isExpected(error: unknown): error is GotrsError {
  return error instanceof GotrsError;
}
