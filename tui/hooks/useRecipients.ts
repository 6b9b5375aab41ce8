/** Who may be meant by what stands in To, Cc or Bcc before the cursor; looked up when the typing rests. */
import { useState } from "react";
import type { Recipient } from "../../src/api/outbound.ts";
import type { Command } from "../keys/keys.ts";
import { textOf } from "../text/buffer.ts";
import { typedRecipient, withRecipient, written } from "../text/recipientWords.ts";
import type { DraftUse } from "./useDraft.ts";
import { useLookUp } from "./useLookUp.ts";

/** Milliseconds. */
const rest = 120;

export interface Offered {
  readonly labels: readonly string[];
  /** The one that is taken next. */
  readonly at: number;
  /** @returns whether the command was about what is offered */
  readonly took: (command: Command<"composer">) => boolean;
}

export function useRecipients(use: DraftUse, find: (search: string) => Promise<readonly Recipient[]>): Offered {
  const { field, headers } = use.state;
  const [found, setFound] = useState<{ readonly typed: string; readonly all: readonly Recipient[] }>();
  const [at, setAt] = useState(0);
  const writing = field === "to" || field === "cc" || field === "bcc" ? headers[field] : undefined;
  const typed = writing === undefined ? undefined : typedRecipient(textOf(writing), writing.column);
  // Who cannot be looked up is typed.
  useLookUp(
    typed,
    rest,
    async (some) => ({ typed: some, all: await find(some) }),
    (answer) => {
      setFound(answer);
      setAt(0);
    },
  );
  const all =
    found === undefined || found.typed !== typed
      ? []
      : found.all.filter(({ email }) => email.toLowerCase() !== typed?.toLowerCase());
  const current = Math.min(at, Math.max(0, all.length - 1));
  const took = (command: Command<"composer">): boolean => {
    const recipient = all[current];
    if (recipient === undefined || writing === undefined || field === "body") return false;
    switch (command) {
      case "nextField":
      case "newLine": {
        const { text, column } = withRecipient(textOf(writing), writing.column, recipient);
        use.setHeader(field, text, column);
        return true;
      }
      case "down":
      case "up":
        setAt(Math.max(0, Math.min(current + (command === "down" ? 1 : -1), all.length - 1)));
        return true;
      default:
        return false;
    }
  };
  return { labels: all.map(written), at: current, took };
}
