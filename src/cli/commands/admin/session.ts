/** `gotrs admin session`: who is logged in to gotrs, and the end of it. OTRS's own sessions are OTRS's. */
import type { Command } from "commander";
import type { Desk } from "../../../desk.ts";
import { Exit, UserError } from "../../../errors.ts";
import { rootActor } from "../../../people/administrators.ts";
import { endSession, endSessionsOf, listSessions } from "../../../people/sessions.ts";
import { unknownAgent } from "../../../people/unknownAgent.ts";
import { agentByLogin } from "../../../store/permissions.ts";
import type { SessionOwner } from "../../../store/sessions.ts";
import { inColumns } from "../../columns.ts";
import type { CliCommand, Shell } from "../../command.ts";

interface Options {
  readonly user?: string;
  readonly customer?: string;
  readonly json?: true;
}

export const session: CliCommand = {
  register(admin: Command, shell: Shell) {
    const group = admin.command("session").description("who is logged in");
    group
      .command("list")
      .description("sessions, newest first")
      .option("--user <login>", "only this agent's")
      .option("--customer <login>", "only this customer user's")
      .option("--json", "print JSON")
      .action(async ({ json, ...whose }: Options) => {
        const sessions = await shell.withDesk(async (desk) => listSessions(desk, await ownerOf(desk, whose)));
        if (json) return shell.printJson({ sessions });
        if (sessions.length === 0) return shell.print("nobody is logged in");
        const head = ["ID", "LOGIN", "KIND", "FROM", "SINCE", "LAST USED", "PROGRAM"];
        const rows = sessions.map((one) => [
          String(one.id),
          one.login,
          one.kind,
          one.address,
          minute(one.created),
          minute(one.lastUsed),
          one.client,
        ]);
        for (const line of inColumns([head, ...rows], process.stdout.columns ?? 120)) shell.print(line);
      });
    group
      .command("end")
      .description("end a session, or all of a person")
      .argument("[id]")
      .option("--user <login>", "all of this agent")
      .option("--customer <login>", "all of this customer user")
      .action(async (id: string | undefined, whose: Options) => {
        if ([id, whose.user, whose.customer].filter((one) => one !== undefined).length !== 1) {
          throw new UserError("whose session?", { mend: "Name an id, --user or --customer", exit: Exit.usage });
        }
        if (id !== undefined && !/^\d{1,15}$/.test(id)) {
          throw new UserError(`"${id}" is no session's id`, { mend: "See gotrs admin session list", exit: Exit.usage });
        }
        const ended = await shell.withDesk(async (desk) => {
          const owner = await ownerOf(desk, whose);
          if (owner !== undefined) return await endSessionsOf(desk, rootActor, owner);
          await endSession(desk, rootActor, Number(id));
          return 1;
        });
        shell.print(ended === 1 ? "1 session ended" : `${ended} sessions ended`);
      });
  },
};

async function ownerOf(desk: Desk, { user, customer }: Options): Promise<SessionOwner | undefined> {
  if (customer !== undefined) return { customerLogin: customer };
  if (user === undefined) return undefined;
  // Also of an agent that is not valid: that is when one looks.
  const agent = await agentByLogin(desk.store.db, user);
  if (agent === undefined) throw await unknownAgent(desk, user);
  return { userId: agent.id };
}

const minute = (time: string): string => `${time.slice(0, 16).replace("T", " ")}Z`;
