/** `gotrs admin`: one file per module beside this one, and a line here. */
import type { Command } from "commander";
import type { CliCommand, Shell } from "../../command.ts";
import { auth } from "./auth.ts";
import { blockListCommand } from "./blockList.ts";
import { dkim } from "./dkim.ts";
import { mailAccount } from "./mailAccount.ts";
import { oauth2 } from "./oauth2.ts";
import { postmasterFilter } from "./postmasterFilter.ts";
import { session } from "./session.ts";
import { systemAddress } from "./systemAddress.ts";
import { token } from "./token.ts";

/** In the order in which help lists them. */
const modules: readonly CliCommand[] = [
  mailAccount,
  oauth2,
  systemAddress,
  blockListCommand,
  postmasterFilter,
  token,
  session,
  auth,
  dkim,
];

export const admin: CliCommand = {
  register(program: Command, shell: Shell) {
    const group = program.command("admin").description("administration");
    for (const module of modules) module.register(group, shell);
  },
};
