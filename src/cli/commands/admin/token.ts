/** `gotrs admin token`: API tokens. */
import type { Command } from "commander";
import { Exit, UserError } from "../../../errors.ts";
import { actorByLogin } from "../../../people/permissions.ts";
import { scopes as knownScopes, scopesFrom } from "../../../people/scopes.ts";
import { endToken, listTokens, newToken } from "../../../people/tokens.ts";
import { inColumns } from "../../columns.ts";
import type { CliCommand, Shell } from "../../command.ts";

interface AddOptions {
  readonly user: string;
  readonly name: string;
  readonly scope: readonly string[];
  readonly expires?: string;
  readonly json?: true;
}

const scopeHelp = Object.entries(knownScopes)
  .map(([name, what]) => `  ${name.padEnd(15)}${what}`)
  .join("\n");

export const token: CliCommand = {
  register(admin: Command, shell: Shell) {
    const group = admin.command("token").description("API tokens");
    group
      .command("add")
      .description("make a token; it is shown only now")
      .requiredOption("--user <login>", "the agent it acts for")
      .option("--name <text>", "what it is for", "command line")
      .option(
        "--scope <scope>",
        "what it may be used for, several times; everything the agent may do when absent",
        (scope: string, before: readonly string[]) => [...before, scope],
        [],
      )
      .option("--expires <when>", "its last moment: 90d, 2027-01-31 or a time with its zone; never when absent")
      .option("--json", "print JSON")
      .addHelpText("after", `\nScopes:\n${scopeHelp}`)
      .action(async ({ user, name, scope, expires, json }: AddOptions) => {
        const made = await shell.withDesk(async (desk) =>
          newToken(desk, await actorByLogin(desk, user), {
            name,
            scopes: scope.length === 0 ? "all" : scopesFrom(scope),
            expires: expires === undefined ? undefined : moment(expires, desk.clock.now()),
          }),
        );
        if (json) shell.printJson(made);
        else shell.print(made.token);
      });
    group
      .command("list")
      .description("tokens without their secrets")
      .option("--json", "print JSON")
      .action(async ({ json }: { json?: true }) => {
        const tokens = await shell.withDesk((desk) => listTokens(desk));
        if (json) return shell.printJson({ tokens });
        if (tokens.length === 0) return shell.print("there is no token");
        const head = ["ID", "AGENT", "NAME", "SCOPES", "EXPIRES", "LAST USED", ""];
        const rows = tokens.map((one) => [
          String(one.id),
          one.login,
          one.name,
          one.scopes?.join(" ") ?? "all",
          one.expires?.slice(0, 10) ?? "never",
          one.lastUsed?.slice(0, 10) ?? "never",
          one.valid ? "" : "(disabled)",
        ]);
        for (const line of inColumns([head, ...rows], process.stdout.columns ?? 120)) shell.print(line);
      });
    group
      .command("disable")
      .description("end a token")
      .argument("<id>")
      .action(async (id: string) => {
        if (!/^\d{1,9}$/.test(id)) throw new UserError(`"${id}" is no token's id`, { exit: Exit.usage });
        await shell.withDesk((desk) => endToken(desk, Number(id)));
        shell.print(`token ${id} disabled`);
      });
  },
};

/** @throws UserError when it is no moment */
function moment(text: string, now: Date): Date {
  const days = /^(\d{1,5})d$/.exec(text)?.[1];
  if (days !== undefined) return new Date(now.getTime() + Number(days) * 86_400_000);
  const time = /^\d{4}-\d{2}-\d{2}(T.*(Z|[+-]\d{2}:\d{2}))?$/.test(text) ? new Date(text) : undefined;
  if (time !== undefined && !Number.isNaN(time.getTime())) return time;
  throw new UserError(`"${text}" is no moment`, {
    where: "--expires",
    mend: "Write 90d, 2027-01-31 or 2027-01-31T18:00:00Z",
    exit: Exit.usage,
  });
}
