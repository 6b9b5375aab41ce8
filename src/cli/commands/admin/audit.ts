/** `gotrs admin audit`: who changed what of the administration. */
import type { Command } from "commander";
import { auditTrail } from "../../../admin/auditTrail.ts";
import type { AuditView } from "../../../api/access.ts";
import { rootActor } from "../../../people/administrators.ts";
import type { CliCommand, Shell } from "../../command.ts";
import { whole } from "../../whole.ts";

interface Options {
  readonly thing?: string;
  readonly key?: string;
  readonly by?: string;
  readonly limit: number;
  readonly json?: true;
}

export const audit: CliCommand = {
  register(admin: Command, shell: Shell) {
    admin
      .command("audit")
      .description("who changed what of the administration, and when")
      .command("list")
      .description("the changes, newest first (UTC)")
      .option("--thing <thing>", "only of queues, users, …")
      .option("--key <name>", "only of the one with this name")
      .option("--by <login>", "only by this agent")
      .option("--limit <number>", "how many", whole, 100)
      .option("--json", "print JSON")
      .action(async ({ json, thing, key, by, limit }: Options) => {
        const filter = {
          limit,
          ...(thing !== undefined && { thing }),
          ...(key !== undefined && { key }),
          ...(by !== undefined && { login: by }),
        };
        const entries = await shell.withDesk((desk) => auditTrail(desk, rootActor, filter));
        if (json) shell.printJson({ audit: entries });
        else if (entries.length === 0) shell.print("Nothing of these was changed yet");
        for (const entry of json ? [] : entries) for (const line of linesOf(entry)) shell.print(line);
      });
  },
};

function linesOf({ time, by, thing, key, action, changes }: AuditView): readonly string[] {
  const fields = Object.entries(changes).filter(([, { from, to }]) => action !== "add" || (to !== null && from !== to));
  return [
    `${time} ${by} ${action} ${thing.replaceAll("-", " ")} "${key}"`,
    ...fields.map(([name, { from, to }]) => `  ${name}: ${action === "add" ? "" : `${text(from)} → `}${text(to)}`),
  ];
}

function text(value: unknown): string {
  const whole = typeof value === "string" ? value.trimEnd().replaceAll(/\s*\n\s*/g, " ⏎ ") : JSON.stringify(value);
  return whole.length > 60 ? `${whole.slice(0, 60)}…` : whole;
}
