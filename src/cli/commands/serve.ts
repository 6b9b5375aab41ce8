/** `gotrs serve`: the daemon in the foreground; makes the embedded database on its first start. */

import type { Command } from "commander";
import { createLog } from "../../../daemon/log.ts";
import { type Daemon, startDaemon, untilTerminated } from "../../../daemon/main.ts";
import { systemClock } from "../../clock.ts";
import type { Settings } from "../../config/settings.ts";
import type { Desk } from "../../desk.ts";
import { Exit, UserError } from "../../errors.ts";
import { hashPassword } from "../../people/passwords.ts";
import { StoreFailure } from "../../store/failure.ts";
import { initialize } from "../../store/init.ts";
import { openStore } from "../../store/open.ts";
import { reference } from "../../store/reference.ts";
import { schemaState } from "../../store/schemaState.ts";
import type { Store } from "../../store/store.ts";
import type { CliCommand, Shell } from "../command.ts";
import { cryptoIn } from "../cryptoIn.ts";
import { openTui } from "../openTui.ts";
import { credentialLines, firstStartLines, laterStartLine } from "../startLines.ts";
import { ensureStateDirectory } from "../stateDirectory.ts";
import { version } from "../version.ts";

export const serve: CliCommand = {
  register(program: Command, shell: Shell) {
    program
      .command("serve")
      .description("run the daemon in the foreground")
      .option("--tui", "open the terminal UI at once, where a terminal is attached")
      .action(async ({ tui }: { tui?: true }) => run(shell, tui ?? false));
  },
};

async function run(shell: Shell, tui: boolean): Promise<void> {
  let settings = shell.settings();
  ensureStateDirectory(settings);
  const log = createLog(settings.log);
  const store = await openForService(settings);
  try {
    const lines = await prepare(shell, store, settings);
    const desk: Desk = {
      store,
      clock: systemClock,
      log,
      ...(await cryptoIn(settings, (fault) => log.warn({}, fault))),
      get settings() {
        return settings;
      },
    };
    const daemon = await startDaemon(desk, version);
    shell.print(lines(daemon));
    shell.print(daemon.readyLine);
    if (tui && process.stdin.isTTY) {
      // Log lines would be drawn over the screen.
      log.level = "silent";
      await openTui({ kind: "socket", path: settings.socket.path, agent: process.env.GOTRS_AGENT });
      await daemon.stop();
      return;
    }
    await untilTerminated(daemon, desk, {
      reload: shell.settings,
      use: (next) => {
        settings = next;
      },
      log,
    });
  } finally {
    await store.close();
  }
}

/** A daemon without its database is a service that is unavailable, not a mail to be tried again. */
async function openForService(settings: Settings): Promise<Store> {
  const { url } = settings.database;
  try {
    return await openStore(url, { clock: systemClock, create: url.startsWith("sqlite:") });
  } catch (error) {
    throw error instanceof StoreFailure ? asUnavailable(error) : error;
  }
}

function asUnavailable({ what, where, mend }: StoreFailure): UserError {
  return new UserError(what, {
    ...(where === undefined ? {} : { where }),
    ...(mend === undefined ? {} : { mend }),
    exit: Exit.unavailable,
  });
}

/** Makes the embedded database on its first start, and prints its credentials. @returns the lines to print once it listens */
async function prepare(shell: Shell, store: Store, settings: Settings): Promise<(daemon: Daemon) => string> {
  const state = await schemaState(store).catch((error: unknown) => {
    throw error instanceof StoreFailure ? asUnavailable(error) : error;
  });
  const started = { byNpm: process.env.npm_lifecycle_event === "start", config: shell.configFile() };
  if (state === "current") return () => laterStartLine(settings, started);
  if (state === "empty" && store.product === "sqlite") {
    const { credentials } = await initialize(store, { clock: systemClock, hashPassword });
    if (credentials !== undefined) shell.print(credentialLines(credentials));
    const [address] = (await reference(store)).addressById.values();
    return ({ smtp }) => firstStartLines({ smtp, address: address?.address ?? "" }, settings, started);
  }
  const what = {
    empty: "is empty",
    behind: "is older than this gotrs",
    foreign: "is an OTRS's, not set up for gotrs yet",
  }[state];
  throw new UserError(`the database ${what}`, {
    where: "database.url",
    mend: "Run: gotrs init",
    exit: Exit.configuration,
  });
}
