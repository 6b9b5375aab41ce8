/** A desk for tests: an open store, settings as a fresh installation has them, a clock that a test may set, no log. */
import type { Clock } from "../src/clock.ts";
import type { Settings } from "../src/config/settings.ts";
import type { Desk, Log } from "../src/desk.ts";
import type { Store } from "../src/store/store.ts";

export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} };

/** A clock that stands until it is told to go on. */
export class TestClock implements Clock {
  #now: Date;
  constructor(start = "2026-11-24T10:00:00Z") {
    this.#now = new Date(start);
  }
  now(): Date {
    return this.#now;
  }
  advance(seconds: number): void {
    this.#now = new Date(this.#now.getTime() + seconds * 1000);
  }
}

export const testSettings: Settings = {
  stateDirectory: "/nonexistent",
  database: { url: "sqlite:unused" },
  log: { level: "error", format: "json" },
  smtp: {
    listen: "127.0.0.1:0",
    maxSize: 50_000_000,
    maxRecipients: 100,
    maxConnections: 100,
    tls: undefined,
  },
  lmtp: { listen: undefined },
  http: { listen: "127.0.0.1:0" },
  socket: { path: "/nonexistent/gotrs.sock", mode: 0o600 },
  outbound: { smarthost: undefined, maildir: "/nonexistent/outgoing", maxAttempts: 3, retryDelay: 120, concurrency: 2 },
  system: { id: "10", fqdn: "desk.test", timeZone: "UTC", organization: "Example" },
  ticket: {
    hook: "Ticket#",
    hookDivider: "",
    numberGenerator: "DateChecksum",
    minCounterSize: 5,
    useFormattedCounter: false,
    checkSystemId: true,
    subjectFormat: "Left",
    subjectRe: "Re",
    subjectFwd: "Fwd",
    subjectSize: 100,
    subjectCleanAllNumbers: false,
  },
  postmaster: {
    userId: 1,
    defaultQueue: "Raw",
    defaultState: "new",
    defaultPriority: "3 normal",
    followUpState: "open",
    followUpStateClosed: undefined,
    bounceAsFollowUp: true,
    autoAssignCustomerIdForUnknownCustomers: true,
    maxEmails: 40,
    maxEmailsPerAddress: {},
    noAutoResponse: "(MAILER-DAEMON|postmaster|abuse)@.+?\\..+?",
  },
};

export function testDesk(store: Store, settings: Partial<Settings> = {}, clock: Clock = new TestClock()): Desk {
  return { store, settings: { ...testSettings, ...settings }, clock, log: silentLog };
}
