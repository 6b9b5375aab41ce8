/** `gotrs admin export`: everything administered as a file. */
import { renameSync, writeFileSync } from "node:fs";
import type { Command } from "commander";
import { exported } from "../../../admin/exported.ts";
import { suggested } from "../../../admin/fault.ts";
import type { AdminModule } from "../../../admin/module.ts";
import { adminModules } from "../../../admin/modules/index.ts";
import { Exit, UserError } from "../../../errors.ts";
import { rootActor } from "../../../people/administrators.ts";
import type { CliCommand, Shell } from "../../command.ts";

interface Options {
  readonly output?: string;
  readonly only?: readonly string[];
  readonly without?: readonly string[];
}

export const exportCommand: CliCommand = {
  register(admin: Command, shell: Shell) {
    admin
      .command("export")
      .description("write everything administered as YAML, without secrets; `apply` takes it")
      .option("--output <file>", "to a file instead of standard output")
      .option("--only <things...>", "only these, such as queue user")
      .option("--without <things...>", "all but these, such as customer-user")
      .action(async ({ output, only, without = [] }: Options) => {
        const wanted = only === undefined ? adminModules : only.map((name) => named(name, "--only"));
        const left = without.map((name) => named(name, "--without"));
        const modules = adminModules.filter((module) => wanted.includes(module) && !left.includes(module));
        const text = await shell.withDesk((desk) => exported(desk, rootActor, modules));
        if (output === undefined) shell.printExact(text.trimEnd());
        else writeWhole(output, text);
      });
  },
};

function named(name: string, where: string): AdminModule {
  const module = adminModules.find(({ thing }) => thing === name);
  if (module !== undefined) return module;
  const things = adminModules.map(({ thing }) => thing);
  throw new UserError(`there is no "${name}" to export`, {
    where,
    mend: suggested(name, things, `There is: ${things.join(", ")}`),
    exit: Exit.usage,
  });
}

/** All of it or, when the disk is full, nothing. */
function writeWhole(file: string, text: string): void {
  const half = `${file}.new`;
  try {
    writeFileSync(half, text, { mode: 0o600 });
    renameSync(half, file);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(`cannot be written (${reason})`, { where: file, exit: Exit.cannotCreate, cause: error });
  }
}
