/** Keys of gotrs.yaml: how mail leaves. */
import { key } from "../key.ts";
import { choice, flag, maybePath, maybeText, path, whole } from "../kinds.ts";
import { isRoad, routes, tlsPolicies } from "../routes.ts";

export const outboundKeys = {
  "outbound.smarthost": key(
    {
      allowed: "smtp://USER:PASSWORD@HOST:PORT, smtps://…, direct, or empty to write a Maildir",
      schema: maybeText.schema.refine((value) => value === undefined || isRoad(value)),
    },
    undefined,
    "The mail server that sends our mail on; `direct` for the recipients' own servers. Without one, mail is written to `outbound.maildir`.",
    { defaultText: "none", secret: true },
  ),
  "outbound.routes": key(
    routes,
    [],
    "Other servers for some mail, by queue or sender; the first that fits is used. See docs/outbound.md.",
    { defaultText: "none", secret: true },
  ),
  "outbound.tls": key(
    choice("auto", ...tlsPolicies),
    "auto",
    "TLS to the smarthost: `opportunistic` if offered, `require` always, `verify` also the certificate. `auto`: verify when there is a login, else opportunistic.",
  ),
  "outbound.caFile": key(maybePath, undefined, "Certificates (PEM) to trust besides the usual ones.", {
    defaultText: "none",
  }),
  "outbound.oauth2": key(
    maybeText,
    undefined,
    "Log in at the smarthost with a token of this OAuth2 configuration (its name) instead of a password.",
    { defaultText: "none" },
  ),
  "outbound.maildir": key(
    path,
    ({ stateDirectory }) => `${stateDirectory}/outgoing`,
    "The Maildir for outgoing mail when there is no smarthost.",
    { defaultText: "`outgoing/` in the state directory" },
  ),
  "outbound.maxAttempts": key(
    whole(1, 1000),
    30,
    "How often a server may refuse a mail for now before it is given up (OTRS ItemMaxAttempts, there 3).",
  ),
  "outbound.retryDelay": key(
    whole(1, 86_400),
    120,
    "Seconds before the second try; each further one waits twice as long, give or take 15 percent.",
  ),
  "outbound.maxRetryDelay": key(whole(1, 604_800), 3600, "Seconds; the longest wait between two tries."),
  "outbound.expireDays": key(
    whole(1, 30),
    5,
    "Days of trying after which a mail is given up that no server could be reached for.",
  ),
  "outbound.concurrency": key(whole(1, 100), 4, "How many mails are handed to one smarthost at a time."),
  "outbound.domainConcurrency": key(
    whole(1, 100),
    2,
    "How many mails are handed to the servers of one recipient domain at a time, when they are sent directly.",
  ),
  "outbound.undoSeconds": key(
    whole(0, 3600),
    0,
    "Seconds for which every agent's mail is held back at least, so that it can be recalled. Terminals hold back what is written in them for ten seconds even so.",
  ),
  "outbound.bounceAddress": key(
    maybeText,
    undefined,
    "Where bounces go: mail leaves with `bounces+TOKEN@example.com` as envelope sender, so that each finds its article. Mail to it has to reach gotrs. Without one, the queue's address is used.",
    { defaultText: "none" },
  ),
  "outbound.html": key(
    flag,
    false as boolean,
    "Whether agents' mail also has an HTML form, made from its text as Markdown. Off: what was typed is what is read.",
  ),
  "outbound.templates": key(
    path,
    ({ stateDirectory }) => `${stateDirectory}/templates/mail`,
    "Folder of HTML templates: `QUEUE.eta`, else `default.eta`, else the one that comes with gotrs.",
    { defaultText: "`templates/mail/` in the state directory" },
  ),
} as const;
