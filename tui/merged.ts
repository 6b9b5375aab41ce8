/** What was to be done to a ticket that went into another: the other is offered. */
import { ClientError } from "./client/transport.ts";
import type { Question } from "./ground.ts";
import { text } from "./messages.ts";

/** @returns what there is to ask; undefined for any other error, or where nobody knows the other ticket */
export function mergedQuestion(error: unknown, open: (number: string) => Promise<void>): Question | undefined {
  const into = error instanceof ClientError ? error.mergedInto : undefined;
  if (into === undefined) return undefined;
  return {
    kind: "choice",
    title: text("ask.merged", { into }),
    items: [
      { value: "open", label: text("ask.mergedOpen", { into }) },
      { value: "stay", label: text("ask.mergedStay") },
    ],
    chosen: (value) => (value === "open" ? open(into) : undefined),
  };
}
