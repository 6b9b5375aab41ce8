/** Keys of gotrs.yaml: how mail leaves. */
import { key } from "../key.ts";
import { maybeUrl, path, whole } from "../kinds.ts";

export const outboundKeys = {
  "outbound.smarthost": key(
    maybeUrl("smtp://USER:PASSWORD@HOST:PORT or smtps://…, or empty to write a Maildir", "smtp", "smtps"),
    undefined,
    "The mail server that sends our mail on. Without one, mail is written to `outbound.maildir`.",
    { defaultText: "none", secret: true },
  ),
  "outbound.maildir": key(
    path,
    ({ stateDirectory }) => `${stateDirectory}/outgoing`,
    "The Maildir for outgoing mail when there is no smarthost.",
    { defaultText: "`outgoing/` in the state directory" },
  ),
  "outbound.maxAttempts": key(
    whole(1, 100),
    3,
    "How often a mail is tried before it is given up (OTRS ItemMaxAttempts).",
  ),
  "outbound.retryDelay": key(
    whole(1, 86_400),
    120,
    "Seconds before the second attempt; each further one waits as much longer.",
  ),
  "outbound.concurrency": key(whole(1, 100), 4, "How many mails are handed over at a time."),
} as const;
