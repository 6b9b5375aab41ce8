/** `gotrs init`: creates or upgrades the schema; prints synthesized credentials once. `--check` only looks. */
import type { Command } from "commander";
import { systemClock } from "../../clock.ts";
import { Exit, UserError } from "../../errors.ts";
import { hashPassword } from "../../people/passwords.ts";
import { catchUp } from "../../search/catchUp.ts";
import { StoreFailure } from "../../store/failure.ts";
import { type InitReport, initialize } from "../../store/init.ts";
import { openStore } from "../../store/open.ts";
import { type Inspection, inspectDatabase } from "../../store/schemaState.ts";
import type { CliCommand, Shell } from "../command.ts";
import { indexAll } from "../indexAll.ts";
import { schemaReport } from "../schemaReport.ts";
import { ensureStateDirectory } from "../stateDirectory.ts";

interface Options {
  readonly check?: true;
  readonly json?: true;
}

export const init: CliCommand = {
  register(program: Command, shell: Shell) {
    program
      .command("init")
      .description("create or upgrade the schema, or attach to an OTRS's database; safe to run again")
      .option("--check", "only tell what would be done; exit 0 when nothing is to do, else 78")
      .option("--json", "print the report as JSON, every difference")
      .action(async ({ check, json }: Options) => {
        if (check) return await tellState(shell, json ?? false);
        const settings = shell.settings();
        ensureStateDirectory(settings);
        const store = await openStore(settings.database.url, { clock: systemClock, create: true });
        try {
          const report = await initialize(store, { clock: systemClock, hashPassword });
          if (json) shell.printJson(report);
          else for (const line of reportLines(report)) shell.print(line);
          // What an OTRS has written so far; broken off, `gotrs serve` goes on with it.
          const print = json ? () => {} : shell.print;
          await indexAll(() => catchUp({ store, clock: systemClock }, 200), print);
        } finally {
          await store.close();
        }
      });
  },
};

function reportLines({ fresh, applied, differences, renamed, credentials }: InitReport): readonly string[] {
  const migrations = applied.map((migration) => `applied migration ${migration}`);
  if (credentials !== undefined) {
    return [
      ...migrations,
      "The database is new and ready. Its first agent, shown only now (the password is stored hashed):",
      `  login ${credentials.login}  password ${credentials.password}`,
      "Next: gotrs serve",
    ];
  }
  if (applied.length === 0) {
    const left = differences.length === 0 ? "" : `; ${differences.length} differences from OTRS's are left as they are`;
    return [`The database is up to date${left}${left === "" ? "" : " (gotrs init --check lists them)"}.`];
  }
  return [
    ...schemaReport({ differences, renamed }, true),
    ...migrations,
    `The database is ${fresh ? "new and ready" : "up to date"}. Next: gotrs serve`,
  ];
}

/** @throws UserError with exit 78 when `gotrs init` is needed */
async function tellState(shell: Shell, json: boolean): Promise<void> {
  const inspection = await look(shell);
  if (json) shell.printJson(inspection);
  else for (const line of schemaReport(inspection, false)) shell.print(line);
  const { state } = inspection;
  if (state === "current") {
    if (!json) shell.print("The database is up to date.");
    return;
  }
  throw new UserError(
    {
      empty: "the database is empty",
      behind: "the database is older than this gotrs",
      foreign: "gotrs is not attached to this OTRS's database yet",
    }[state],
    {
      where: "database.url",
      mend: `Run: gotrs init (migrations ${inspection.pending.join(", ")})`,
      exit: Exit.configuration,
    },
  );
}

/** A database that does not exist is a matter of the configuration here, not one to be tried again. */
async function look(shell: Shell): Promise<Inspection> {
  const { url } = shell.settings().database;
  try {
    const store = await openStore(url, { clock: systemClock });
    try {
      return await inspectDatabase(store);
    } finally {
      await store.close();
    }
  } catch (error) {
    if (!(error instanceof StoreFailure && error.kind === "missingDatabase")) throw error;
    throw new UserError("the database does not exist", {
      where: "database.url",
      mend: "Create it, or correct database.url; then run: gotrs init",
      exit: Exit.configuration,
    });
  }
}
