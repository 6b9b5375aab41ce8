/** `gotrs admin`: a command for every module of src/admin, and those beside this file that are more than rows. */
import type { Command } from "commander";
import { adminModules } from "../../../admin/modules/index.ts";
import type { CliCommand, Shell } from "../../command.ts";
import { applyCommand } from "./apply.ts";
import { audit } from "./audit.ts";
import { auth } from "./auth.ts";
import { blockListCommand } from "./blockList.ts";
import { dkim } from "./dkim.ts";
import { exportCommand } from "./export.ts";
import { genericAgent } from "./genericAgent.ts";
import { mailAccount } from "./mailAccount.ts";
import { oauth2 } from "./oauth2.ts";
import { permission } from "./permission.ts";
import { postmasterFilter } from "./postmasterFilter.ts";
import { searchCommand } from "./search.ts";
import { session } from "./session.ts";
import { thingCommand } from "./thing.ts";
import { token } from "./token.ts";

/** In the order in which help lists them. */
const commands: readonly CliCommand[] = [
  ...adminModules.filter(({ ownCommand }) => !ownCommand).map((module) => thingCommand(module)),
  genericAgent,
  permission,
  mailAccount,
  oauth2,
  blockListCommand,
  postmasterFilter,
  token,
  session,
  auth,
  dkim,
  audit,
  exportCommand,
  applyCommand,
  searchCommand,
];

export const admin: CliCommand = {
  register(program: Command, shell: Shell) {
    const group = program.command("admin").description("administration");
    for (const command of commands) command.register(group, shell);
  },
};
