/** What went wrong, as an RFC 9457 problem, in the language of whoever asked. */
import type { FieldFault, Problem } from "../../src/api/problem.ts";
import {
  AuthenticationError,
  ConflictError,
  isExpected,
  MergedError,
  NotFoundError,
  PermissionError,
  TemporaryError,
  TooOftenError,
  UserError,
} from "../../src/errors.ts";
import { type Sentences, said, spoken, type Words } from "../../src/said.ts";

/** @param error whatever was thrown; what is no error of ours is not told but for its status */
export function problemOf(error: unknown, sentences: Sentences): Problem {
  const status = statusOf(error);
  const told = problem(status, detailOf(error, status, sentences));
  if (error instanceof AuthenticationError && error.missing !== undefined) return { ...told, missing: error.missing };
  if (error instanceof ConflictError && error.meanwhile !== undefined) return { ...told, meanwhile: error.meanwhile };
  if (!(error instanceof UserError)) return told;
  return {
    ...told,
    ...(error instanceof MergedError && error.into !== undefined && { mergedInto: error.into }),
    ...(error.unknown !== undefined && { unknown: error.unknown }),
    ...(error.faults !== undefined && { faults: faultsIn(error.faults, sentences) }),
  };
}

/** The path that nobody serves. */
export function noSuchRoute(method: string, url: string, sentences: Sentences): Problem {
  const route = `${method} ${url.replace(/\?.*$/, "")}`;
  return { ...problem(404, spoken(said`there is no ${method} ${url}`, sentences)), unknown: [route] };
}

function faultsIn(faults: NonNullable<UserError["faults"]>, sentences: Sentences): readonly FieldFault[] {
  const told = <Place extends object>({ what, mend, ...place }: Place & { what: Words; mend: Words | null }) => ({
    ...place,
    what: spoken(what, sentences),
    mend: mend === null ? null : spoken(mend, sentences),
  });
  return faults.map(({ within, ...fault }) => ({
    ...told(fault),
    ...(within !== undefined && { within: within.map(told) }),
  }));
}

function detailOf(error: unknown, status: number, sentences: Sentences): string {
  if (status === 500) return spoken(said`an error of gotrs itself; its log tells more`, sentences);
  if (isExpected(error)) return error.messageIn(sentences);
  return error instanceof Error ? error.message : String(error);
}

function statusOf(error: unknown): number {
  if (error instanceof NotFoundError) return 404;
  if (error instanceof AuthenticationError) return 401;
  if (error instanceof PermissionError) return 403;
  if (error instanceof TooOftenError) return 429;
  if (error instanceof ConflictError) return 409;
  if (error instanceof UserError) return 422;
  if (error instanceof TemporaryError) return 503;
  // Fastify's own: a body too large, JSON that is none.
  const own = typeof error === "object" && error !== null && "statusCode" in error ? Number(error.statusCode) : 500;
  return own >= 400 && own < 600 ? own : 500;
}

function problem(status: number, detail: string): Problem {
  const titles: Readonly<Record<number, string>> = {
    400: "Bad request",
    401: "Not logged in",
    403: "Not allowed",
    404: "Not found",
    409: "Changed meanwhile",
    413: "Too large",
    429: "Too often",
    422: "Not acceptable as it is",
    503: "Try again later",
  };
  return { type: "about:blank", title: titles[status] ?? "Error", status, detail };
}
