/** `gotrs init`: creates or upgrades the schema; prints synthesized credentials once. */
import type { Command } from "commander";
import { systemClock } from "../../clock.ts";
import { hashPassword } from "../../people/passwords.ts";
import { type InitReport, initialize } from "../../store/init.ts";
import { openStore } from "../../store/open.ts";
import type { CliCommand, Shell } from "../command.ts";
import { ensureStateDirectory } from "../stateDirectory.ts";

export const init: CliCommand = {
  register(program: Command, shell: Shell) {
    program
      .command("init")
      .description("create or upgrade the schema; safe to run again")
      .option("--json", "print the report as JSON")
      .action(async ({ json }: { json?: true }) => {
        const settings = shell.settings();
        ensureStateDirectory(settings);
        const store = await openStore(settings.database.url, { clock: systemClock, create: true });
        try {
          const report = await initialize(store, { clock: systemClock, hashPassword });
          if (json) shell.printJson(report);
          else shell.print(reportText(report));
        } finally {
          await store.close();
        }
      });
  },
};

function reportText({ fresh, applied, differences, credentials }: InitReport): string {
  const lines = [
    ...differences.map(({ text }) => text),
    ...applied.map((migration) => `applied migration ${migration}`),
    fresh ? "The database is new and ready." : "The database is up to date.",
    ...(credentials === undefined
      ? []
      : [`Agent ${credentials.login}, password ${credentials.password} (shown only now; it is stored hashed)`]),
  ];
  return lines.join("\n");
}
