/** The real listeners on free ports over a fresh database, with settings of the test's own. */
import { join } from "node:path";
import type { Resolve } from "../../daemon/mail/authenticate.ts";
import { type MailServers, startMailServers } from "../../daemon/mail/server.ts";
import { emptySpool } from "../../daemon/spool.ts";
import type { Settings } from "../../src/config/settings.ts";
import type { Desk } from "../../src/desk.ts";
import type { Store } from "../../src/store/store.ts";
import { silentLog, TestClock, testSettings } from "../desk.ts";
import { tempFolder } from "../peers/tempFolder.ts";

export interface Listening extends AsyncDisposable {
  readonly servers: MailServers;
  readonly desk: Desk;
  readonly clock: TestClock;
  readonly folder: string;
  /** What was logged as a warning or an error. */
  readonly logged: readonly string[];
  change(smtp: Partial<Settings["smtp"]>): void;
}

export interface Asked {
  readonly smtp?: Partial<Settings["smtp"]>;
  readonly smtps?: string;
  /** A path relative to the test's folder. */
  readonly lmtp?: string;
  readonly lmtpMode?: number;
  readonly settings?: Partial<Settings>;
  readonly resolve?: Resolve;
}

/** Clients on this machine are strangers unless the test says otherwise. */
export async function startListening(store: Store, asked: Asked = {}): Promise<Listening> {
  const folder = await tempFolder("mail");
  const spool = join(folder.path, "spool");
  emptySpool(spool);
  const clock = new TestClock();
  const logged: string[] = [];
  const log = (_fields: object, message: string): void => void logged.push(message);
  let settings: Settings = {
    ...testSettings,
    ...asked.settings,
    smtp: { ...testSettings.smtp, listen: "127.0.0.1:0", localNetworks: [], greetingDelay: 0, ...asked.smtp },
    smtps: { listen: asked.smtps },
    lmtp: { listen: asked.lmtp && join(folder.path, asked.lmtp), socketMode: asked.lmtpMode ?? 0o666 },
  };
  const desk: Desk = {
    store,
    clock,
    log: { ...silentLog, warn: log, error: log },
    get settings() {
      return settings;
    },
  };
  const servers = await startMailServers(desk, spool, asked.resolve).catch(async (error: unknown) => {
    await folder[Symbol.asyncDispose]();
    throw error;
  });
  return {
    servers,
    desk,
    clock,
    folder: folder.path,
    logged,
    change(smtp) {
      settings = { ...settings, smtp: { ...settings.smtp, ...smtp } };
    },
    async [Symbol.asyncDispose]() {
      await servers.stop();
      await folder[Symbol.asyncDispose]();
    },
  };
}
