/** `gotrs admin token`: API tokens. */
import type { Command } from "commander";
import { Exit, NotFoundError, UserError } from "../../../errors.ts";
import { newToken } from "../../../people/tokens.ts";
import { disableToken, tokenRows } from "../../../store/apiTokens.ts";
import type { CliCommand, Shell } from "../../command.ts";

export const token: CliCommand = {
  register(admin: Command, shell: Shell) {
    const group = admin.command("token").description("API tokens");
    group
      .command("add")
      .description("make a token; it is shown only now")
      .requiredOption("--user <login>", "the agent it acts for")
      .option("--name <text>", "what it is for", "command line")
      .option("--json", "print JSON")
      .action(async ({ user, name, json }: { user: string; name: string; json?: true }) => {
        const made = await shell.withDesk((desk) => newToken(desk, user, name));
        if (json) shell.printJson({ token: made });
        else shell.print(made);
      });
    group
      .command("list")
      .description("tokens without their secrets")
      .option("--json", "print JSON")
      .action(async ({ json }: { json?: true }) => {
        const tokens = await shell.withDesk(({ store }) => tokenRows(store.db));
        if (json) shell.printJson({ tokens });
        for (const { id, login, name, valid } of json ? [] : tokens)
          shell.print(`${id} ${login} ${name}${valid ? "" : " (disabled)"}`);
      });
    group
      .command("disable")
      .description("end a token")
      .argument("<id>")
      .action(async (id: string) => {
        if (!/^\d{1,9}$/.test(id)) throw new UserError(`"${id}" is no token's id`, { exit: Exit.usage });
        if (!(await shell.withDesk(({ store }) => disableToken(store, Number(id)))))
          throw new NotFoundError(`there is no token ${id}`, { mend: "See `gotrs admin token list`" });
        shell.print(`token ${id} disabled`);
      });
  },
};
