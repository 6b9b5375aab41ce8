/** Whether a letter was written by a program: such a one is never answered and reopens nothing (RFC 3834, behaviour §2). */
import { automaticOf } from "../mail/automatic.ts";
import type { Letter } from "./arrival.ts";

export interface Automation {
  /** Why no automatic answer is sent; undefined for a person's mail. */
  readonly reason: string | undefined;
  /** No person wrote it: a mailing list passes on persons' mail and is not meant. */
  readonly machine: boolean;
}

export function automation({ mail, envelopeFrom, steering, treatment }: Letter): Automation {
  // Junk is neither answered nor does it reopen anything, whoever wrote it.
  if (treatment?.queue !== undefined) return { reason: `junk: ${treatment.reason ?? ""}`, machine: true };
  const automatic = automaticOf(mail, envelopeFrom);
  if (automatic !== undefined) return { reason: automatic.reason, machine: automatic.kind !== "list" };
  const loop = steering.get("loop");
  const marked = loop !== undefined && !/^(?:|no|false|0)$/i.test(loop);
  // The mark forbids an answer; it does not say who wrote.
  return { reason: marked ? "X-OTRS-Loop is set" : undefined, machine: false };
}
