/** `gotrs admin permission`: who may do what in which group, as a table over users, roles and groups. */
import type { Command } from "commander";
import { effectivePermissions, listPermissions, setPermission } from "../../../admin/permissions.ts";
import type { GivenPermission } from "../../../api/access.ts";
import { rootActor } from "../../../people/administrators.ts";
import { inColumns } from "../../columns.ts";
import type { CliCommand, Shell } from "../../command.ts";

interface Options {
  readonly user?: string;
  readonly role?: string;
  readonly group?: string;
  readonly keys?: string;
  readonly json?: true;
}

const keysHelp = "ro, move_into, create, note, owner, priority or rw (all of them), with commas";

export const permission: CliCommand = {
  register(admin: Command, shell: Shell) {
    const group = admin.command("permission").description("who may do what in which group");
    group
      .command("list")
      .description("what is given to users and roles, as a table")
      .option("--user <login>", "only of this agent")
      .option("--role <name>", "only of this role")
      .option("--group <name>", "only in this group")
      .option("--json", "print JSON")
      .action(async ({ json, user, role, group: name }: Options) => {
        const permissions = await shell.withDesk((desk) =>
          listPermissions(desk, rootActor, { user, role, group: name }),
        );
        if (json) shell.printJson({ permissions });
        else for (const line of table(permissions)) shell.print(line);
      });
    group
      .command("show")
      .description("what an agent may do in the end, and what gives it")
      .argument("<login>")
      .option("--json", "print JSON")
      .action(async (login: string, { json }: Options) => {
        const permissions = await shell.withDesk((desk) => effectivePermissions(desk, rootActor, login));
        if (json) shell.printJson({ login, permissions });
        else if (permissions.length === 0) shell.print(`${login} may do nothing in any group`);
        for (const one of json ? [] : permissions)
          shell.print(`${one.group}: ${one.keys.join(", ")}  (${one.from.join(", ")})`);
      });
    group
      .command("set")
      .description("replace what a user or role may do in a group")
      .option("--user <login>", "whose permissions")
      .option("--role <name>", "whose permissions")
      .requiredOption("--group <name>", "in which group")
      .requiredOption("--keys <keys>", `${keysHelp}; "" takes everything away`)
      .option("--json", "print JSON")
      .action(async ({ json, user, role, group: name = "", keys = "" }: Options) => {
        const list = keys.split(",").map((key) => key.trim());
        const wanted = { user, role, group: name, keys: list.filter((key) => key !== "") };
        const set = await shell.withDesk((desk) => setPermission(desk, rootActor, wanted, () => "--keys"));
        if (json) shell.printJson(set);
        else shell.print(`${set.kind} ${set.name} in ${set.group}: ${set.keys.join(", ") || "nothing"}`);
      });
  },
};

/** A row for each user and role, a column for each group. */
function table(permissions: readonly GivenPermission[]): readonly string[] {
  const groups = [...new Set(permissions.map((one) => one.group))].toSorted();
  const who = [...new Set(permissions.map(({ kind, name }) => `${kind} ${name}`))];
  if (who.length === 0) return ["Nobody was given anything"];
  const cell = (row: string, column: string): string =>
    permissions.find(({ kind, name, group }) => `${kind} ${name}` === row && group === column)?.keys.join(",") ?? "-";
  const rows = who.map((row) => [row, ...groups.map((column) => cell(row, column))]);
  return inColumns([["", ...groups], ...rows], process.stdout.columns ?? 120);
}
