/** The settings as the program uses them: validated, complete, defaults filled in. The table of keys is in keys.ts. */

export interface Settings {
  readonly stateDirectory: string;
  readonly database: { readonly url: string };
  readonly log: { readonly level: "debug" | "info" | "warn" | "error"; readonly format: "json" | "text" };
  readonly smtp: ListenerSettings & {
    /** Octets; announced as SIZE. */
    readonly maxSize: number;
    readonly maxRecipients: number;
    readonly maxConnections: number;
    readonly tls: { readonly certFile: string; readonly keyFile: string } | undefined;
  };
  readonly lmtp: ListenerSettings;
  readonly http: ListenerSettings;
  /** The agent API's Unix socket; who may open it is trusted as an agent. */
  readonly socket: { readonly path: string; readonly mode: number };
  readonly outbound: {
    /** smtp://user:password@host:port or smtps://…; undefined writes to the Maildir. */
    readonly smarthost: string | undefined;
    readonly maildir: string;
    readonly maxAttempts: number;
    /** Seconds before the second attempt; grows by as much with each further one. */
    readonly retryDelay: number;
    readonly concurrency: number;
  };
  readonly system: {
    /** OTRS SystemID, part of every ticket number: digits only. */
    readonly id: string;
    readonly fqdn: string;
    /** IANA name; ticket numbers and loop protection count days by it. */
    readonly timeZone: string;
    readonly organization: string;
  };
  readonly ticket: {
    readonly hook: string;
    readonly hookDivider: string;
    readonly numberGenerator: "AutoIncrement" | "Date" | "DateChecksum" | "Random";
    readonly minCounterSize: number;
    readonly useFormattedCounter: boolean;
    readonly checkSystemId: boolean;
    readonly subjectFormat: "Left" | "Right" | "None";
    readonly subjectRe: string;
    readonly subjectFwd: string;
    readonly subjectSize: number;
    readonly subjectCleanAllNumbers: boolean;
  };
  readonly postmaster: {
    readonly userId: number;
    readonly defaultQueue: string;
    readonly defaultState: string;
    readonly defaultPriority: string;
    readonly followUpState: string;
    readonly followUpStateClosed: string | undefined;
    readonly bounceAsFollowUp: boolean;
    readonly autoAssignCustomerIdForUnknownCustomers: boolean;
    /** Automatic mails to one address a day. */
    readonly maxEmails: number;
    readonly maxEmailsPerAddress: Readonly<Record<string, number>>;
    /** Addresses that never get an automatic mail; a case-insensitive regular expression. */
    readonly noAutoResponse: string;
  };
}

export interface ListenerSettings {
  /** `host:port` or a socket path; undefined does not listen. */
  readonly listen: string | undefined;
}
