/** The one table of keys of gotrs.yaml: type, default and meaning. The loader, the errors and docs/configuration.md derive. */
import {
  anyText,
  choice,
  digits,
  expression,
  fileMode,
  flag,
  type Kind,
  listen,
  maybePath,
  maybeText,
  maybeUrl,
  numbersByAddress,
  path,
  text,
  timeZone,
  url,
  whole,
} from "./kinds.ts";

/** What defaults depend on; the loader finds it out. */
export interface Surroundings {
  readonly hostName: string;
  readonly stateDirectory: string;
  /** Whether a person reads standard error. */
  readonly terminal: boolean;
}

export interface Key<T> {
  readonly kind: Kind<T>;
  readonly default: (surroundings: Surroundings) => T;
  /** The default in words, where the value itself would not say it. */
  readonly defaultText: string | undefined;
  readonly doc: string;
  /** May hold a password: also read from `…File`, never shown. */
  readonly secret: boolean;
}

function key<T>(
  kind: Kind<T>,
  fallback: T | ((surroundings: Surroundings) => T),
  doc: string,
  more: { readonly defaultText?: string; readonly secret?: true } = {},
): Key<T> {
  return {
    kind,
    default: typeof fallback === "function" ? (fallback as (surroundings: Surroundings) => T) : () => fallback,
    defaultText: more.defaultText,
    doc,
    secret: more.secret ?? false,
  };
}

export const keys = {
  "state.directory": key(path, ({ stateDirectory }) => stateDirectory, "Where gotrs keeps its files.", {
    defaultText: "`$STATE_DIRECTORY` of systemd, else `./var`",
  }),
  "database.url": key(
    url(
      "sqlite:PATH, postgres://USER:PASSWORD@HOST/NAME or mysql://USER:PASSWORD@HOST/NAME",
      "sqlite",
      "postgres",
      "postgresql",
      "mysql",
      "mariadb",
    ),
    ({ stateDirectory }) => `sqlite:${stateDirectory}/gotrs.db`,
    "The database. MySQL 8, MariaDB 10.6 or newer, PostgreSQL, or the embedded SQLite.",
    { defaultText: "`sqlite:` in the state directory", secret: true },
  ),
  "log.level": key(choice("debug", "info", "warn", "error"), "info", "The least important messages that are logged."),
  "log.format": key(
    choice("json", "text"),
    ({ terminal }): "json" | "text" => (terminal ? "text" : "json"),
    "`json` is one object a line for journald and log shippers, `text` is for people.",
    { defaultText: "`text` on a terminal, else `json`" },
  ),

  "smtp.listen": key(listen, "127.0.0.1:2525" as string | undefined, "Where mail is accepted by SMTP."),
  "smtp.maxSize": key(
    whole(10_000, 1_000_000_000),
    50_000_000,
    "The largest mail accepted, in octets; announced as SIZE (RFC 1870).",
  ),
  "smtp.maxRecipients": key(whole(1, 10_000), 100, "The most recipients of one mail."),
  "smtp.maxConnections": key(whole(1, 10_000), 100, "The most clients at a time, SMTP and LMTP each."),
  "smtp.tls.certFile": key(maybePath, undefined, "PEM file of the certificate chain; with it STARTTLS is offered."),
  "smtp.tls.keyFile": key(maybePath, undefined, "PEM file of the certificate's private key."),
  "lmtp.listen": key(
    listen,
    undefined,
    "Where mail is accepted by LMTP (RFC 2033), usually a socket that Postfix delivers to.",
    { defaultText: "not listening" },
  ),

  "http.listen": key(listen, "127.0.0.1:8025" as string | undefined, "Where the API, health checks and metrics are."),
  "socket.path": key(path, ({ stateDirectory }) => `${stateDirectory}/gotrs.sock`, "The agent API's Unix socket.", {
    defaultText: "`gotrs.sock` in the state directory",
  }),
  "socket.mode": key(
    fileMode,
    0o600,
    "Permissions of that socket: whoever may write to it is trusted as an agent, without a password.",
    { defaultText: "`0600`, only the account of gotrs" },
  ),

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

  "system.id": key(
    digits,
    "10",
    "OTRS SystemID: part of every ticket number. Choose your own before the first ticket.",
  ),
  "system.fqdn": key(
    text,
    ({ hostName }) => hostName,
    "This helpdesk's host name, used in Message-IDs and greetings.",
    {
      defaultText: "the machine's name",
    },
  ),
  "system.timeZone": key(timeZone, "UTC", "Ticket numbers and daily limits begin a new day at midnight there."),
  "system.organization": key(anyText, "", "Your organization's name, for texts that say `<OTRS_CONFIG_Organization>`."),

  "ticket.hook": key(text, "Ticket#", "What stands before a ticket number in a subject (OTRS Ticket::Hook)."),
  "ticket.hookDivider": key(anyText, "", "What stands between hook and number."),
  "ticket.numberGenerator": key(
    choice("AutoIncrement", "Date", "DateChecksum", "Random"),
    "DateChecksum",
    "How ticket numbers are made, as OTRS does.",
  ),
  "ticket.minCounterSize": key(whole(1, 20), 5, "The least digits of the counter in AutoIncrement and formatted Date."),
  "ticket.useFormattedCounter": key(flag, false as boolean, "Whether Date pads its counter with zeros."),
  "ticket.checkSystemId": key(flag, true as boolean, "Whether only numbers with our SystemID are recognised in mail."),
  "ticket.subjectFormat": key(
    choice("Left", "Right", "None"),
    "Left",
    "Where the number stands in a subject. With None, only References thread a mail.",
  ),
  "ticket.subjectRe": key(anyText, "Re", "The word before a reply's subject."),
  "ticket.subjectFwd": key(anyText, "Fwd", "The word before a forward's subject."),
  "ticket.subjectSize": key(whole(10, 1000), 100, "Characters after which a subject is cut."),
  "ticket.subjectCleanAllNumbers": key(
    flag,
    false as boolean,
    "Whether foreign ticket numbers are removed from subjects too.",
  ),

  "postmaster.userId": key(whole(1, 2_000_000_000), 1, "The agent, by id, under whom mail is written to the database."),
  "postmaster.defaultQueue": key(text, "Raw", "The queue of mail to an address that belongs to no queue."),
  "postmaster.defaultState": key(text, "new", "The state of a new ticket."),
  "postmaster.defaultPriority": key(text, "3 normal", "The priority of a new ticket."),
  "postmaster.followUpState": key(text, "open", "The state of a ticket after a customer's answer."),
  "postmaster.followUpStateClosed": key(
    maybeText,
    undefined,
    "The same for a closed ticket; empty takes the one above.",
  ),
  "postmaster.bounceAsFollowUp": key(
    flag,
    true as boolean,
    "Whether a bounce reopens or rejects nothing but is added to the ticket whose mail it returns.",
  ),
  "postmaster.autoAssignCustomerIdForUnknownCustomers": key(
    flag,
    true as boolean,
    "Whether an unknown sender's address becomes the customer id too.",
  ),
  "postmaster.maxEmails": key(whole(0, 100_000), 40, "Automatic mails to one address a day (loop protection)."),
  "postmaster.maxEmailsPerAddress": key(numbersByAddress, {}, "Exceptions to that, by address."),
  "postmaster.noAutoResponse": key(
    expression,
    "(MAILER-DAEMON|postmaster|abuse)@.+?\\..+?",
    "Addresses that never get an automatic mail; any case.",
  ),
} as const;

export type KeyName = keyof typeof keys;
export type Values = { readonly [Name in KeyName]: (typeof keys)[Name] extends Key<infer T> ? T : never };

/** `smtp.maxSize` → `GOTRS_SMTP_MAX_SIZE`. */
export function environmentName(name: string): string {
  return `GOTRS_${name
    .replace(/[A-Z]/g, (capital) => `_${capital}`)
    .replaceAll(".", "_")
    .toUpperCase()}`;
}
