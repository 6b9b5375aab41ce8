/** `gotrs serve`: starts every part in order, says when it is ready, and stops them in the opposite order. */
import { join } from "node:path";
import type { Settings } from "../src/config/settings.ts";
import type { Desk } from "../src/desk.ts";
import { isExpected } from "../src/errors.ts";
import { startDelivery } from "./deliver/start.ts";
import { startFetching } from "./fetch/start.ts";
import { startHttp } from "./http/start.ts";
import type { Logger } from "./log.ts";
import { startMailServers } from "./mail/server.ts";
import { letYoungGrow, spareMemory } from "./memory.ts";
import { createMetrics } from "./metrics.ts";
import { startIndexing } from "./search.ts";
import { emptySpool } from "./spool.ts";
import { notifySystemd } from "./systemd.ts";
import { startTimers } from "./timers/start.ts";

export interface Daemon {
  /** `ready smtp=… http=… socket=…`, as the contract fixes it. */
  readonly readyLine: string;
  /** Where SMTP listens; undefined when it does not. */
  readonly smtp: string | undefined;
  /** After the settings changed: takes up those that need no restart. */
  reload(): void;
  /** Stops accepting, finishes what was accepted. */
  stop(): Promise<void>;
}

interface Part {
  stop(): Promise<void>;
}

/** @throws UserError when an address is taken (exit 69) or a certificate is unreadable (exit 78); nothing is left running */
export async function startDaemon(desk: Desk, version: string): Promise<Daemon> {
  const started = spareMemory();
  const { settings, log } = desk;
  const parts: Part[] = [];
  let ready = false;
  const stop = async (): Promise<void> => {
    ready = false;
    for (const part of parts.splice(0).reverse()) await part.stop();
  };
  try {
    const spoolFolder = join(settings.state.directory, "spool");
    emptySpool(spoolFolder);
    parts.push(startDelivery(desk));
    const http = await startHttp({ desk, ready: () => ready, metrics: createMetrics(desk), version });
    parts.push(http);
    const mail = await startMailServers(desk, spoolFolder);
    parts.push(mail);
    parts.push(startFetching(desk, spoolFolder));
    parts.push(startIndexing(desk));
    parts.push(startTimers(desk));
    ready = true;
    started();
    letYoungGrow();
    return {
      readyLine: `ready smtp=${mail.addresses.smtp} http=${http.url} socket=${settings.socket.path}`,
      smtp: settings.smtp.listen === undefined ? undefined : mail.addresses.smtp,
      reload: mail.reload,
      stop,
    };
  } catch (error) {
    await stop();
    log.debug({ err: error }, "start broken off");
    throw error;
  }
}

export interface Running {
  /** Reads the configuration again; throws what is wrong with it. */
  readonly reload: () => Settings;
  readonly use: (settings: Settings) => void;
  readonly log: Logger;
}

/** Settings that only a restart applies: what is listening or open by then. */
const needsRestart = {
  database: ({ database }: Settings) => database,
  "smtp.listen": ({ smtp }: Settings) => smtp.listen,
  smtps: ({ smtps }: Settings) => smtps,
  lmtp: ({ lmtp }: Settings) => lmtp,
  http: ({ http }: Settings) => http,
  socket: ({ socket }: Settings) => socket,
  outbound: ({ outbound }: Settings) => outbound,
  state: ({ state }: Settings) => state,
} as const;

/** Waits for SIGTERM or SIGINT; SIGHUP reloads meanwhile. A second signal does not hurry. */
export async function untilTerminated(daemon: Daemon, desk: Desk, running: Running): Promise<void> {
  notifySystemd("READY=1", running.log);
  const hangup = (): void => reload(daemon, desk, running);
  process.on("SIGHUP", hangup);
  const signal = await new Promise<string>((resolve) => {
    for (const name of ["SIGTERM", "SIGINT"] as const) process.on(name, () => resolve(name));
  });
  running.log.info({ signal }, "stopping: finishing what was accepted");
  notifySystemd("STOPPING=1", running.log);
  process.off("SIGHUP", hangup);
  await daemon.stop();
}

function reload(daemon: Daemon, desk: Desk, { reload: read, use, log }: Running): void {
  try {
    const before = desk.settings;
    const settings = read();
    const keys = Object.entries(needsRestart).filter(
      ([, part]) => JSON.stringify(part(before)) !== JSON.stringify(part(settings)),
    );
    use(settings);
    daemon.reload();
    log.level = settings.log.level;
    log.info({}, "configuration reloaded");
    const waiting = keys.map(([key]) => key);
    if (waiting.length > 0) log.warn({ keys: waiting }, "some changes need a restart: systemctl restart gotrs");
  } catch (error) {
    if (!isExpected(error)) throw error;
    for (const line of error.message.split("\n")) log.error({}, `configuration not reloaded: ${line}`);
  }
}
