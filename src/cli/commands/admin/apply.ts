/** `gotrs admin apply`: makes everything as a file says, after showing what that changes. */
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Command } from "commander";
import { apply, changeView } from "../../../admin/apply.ts";
import { quotedKey, titleOf } from "../../../admin/module.ts";
import type { Change } from "../../../admin/plan.ts";
import type { SecretSource } from "../../../admin/secretSource.ts";
import { UserError } from "../../../errors.ts";
import { rootActor } from "../../../people/administrators.ts";
import type { CliCommand, Shell } from "../../command.ts";
import { readInput, readWhole } from "../../input.ts";
import { differenceLines } from "./differences.ts";

interface Options {
  readonly dryRun?: boolean;
  readonly json?: true;
}

export const applyCommand: CliCommand = {
  register(admin: Command, shell: Shell) {
    admin
      .command("apply")
      .description("make everything as a file of `export` says, all of it or nothing; what is not in it stays")
      .argument("<file>", "the YAML file, or - for standard input")
      .option("--dry-run", "only show what would change")
      .option("--json", "print JSON")
      .action(async (file: string, { dryRun = false, json }: Options) => {
        const text = (await readWhole(file)).toString("utf8");
        const name = file === "-" ? "standard input" : file;
        const changes = await shell.withDesk((desk) =>
          apply(desk, rootActor, { text, file: name, dryRun, secrets: beside(file) }),
        );
        if (json) shell.printJson({ dryRun, changes: changes.map(changeView) });
        else for (const line of told(changes, dryRun)) shell.print(line);
      });
  },
};

/** Paths are from where the file lies. @param file `-` for standard input */
function beside(file: string): SecretSource {
  return (from, name) => {
    if (from === "file") {
      const path = resolve(file === "-" ? "." : dirname(file), name);
      return readInput(path, () => readFileSync(path, "utf8")).split(/\r?\n/)[0] ?? "";
    }
    const secret = process.env[name];
    if (secret === undefined || secret === "") throw new UserError("is not set", { mend: "Set the variable" });
    return secret;
  };
}

const signs = { add: "+", set: "~", disable: "-", enable: "+", remove: "-", none: " " } as const;

function told(changes: readonly Change[], dryRun: boolean): readonly string[] {
  if (changes.length === 0) return ["nothing to change"];
  const count = (...actions: readonly string[]) => changes.filter(({ action }) => actions.includes(action)).length;
  const counts = [
    [count("add"), "added"],
    [count("set"), "changed"],
    [count("enable"), "enabled"],
    [count("disable", "remove"), "disabled"],
  ] as const;
  const summary = counts.filter(([number]) => number > 0).map(([number, what]) => `${number} ${what}`);
  return [...changes.flatMap(linesOf), `${summary.join(", ")}${dryRun ? " (dry run: nothing was)" : ""}`];
}

function linesOf({ module, action, before, after, changed, notes }: Change): readonly string[] {
  const what = action === "disable" || action === "enable" || action === "remove" ? ` ${action}d` : "";
  return [
    `${signs[action]} ${titleOf(module)} ${quotedKey(module, String(after[module.key]))}${what}`,
    ...(what === "" ? differenceLines(module, before?.values, changed) : []),
    ...notes.map((note) => `  note: ${note}`),
  ];
}
