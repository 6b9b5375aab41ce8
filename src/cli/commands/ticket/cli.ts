/** What every command of `gotrs ticket` has: who acts, and --json. */
import type { Command } from "commander";
import { Option } from "commander";
import type { Actor, Desk } from "../../../desk.ts";
import { actorByLogin } from "../../../people/permissions.ts";
import { agentLogin } from "../../../store/agents.ts";
import type { Shell } from "../../command.ts";

export interface Common {
  readonly as?: string;
  readonly json?: true;
}

export interface TicketCli {
  readonly shell: Shell;
  /** A new command with the options of all. */
  command(name: string, description: string): Command;
  act<T>(options: Common, work: (desk: Desk, actor: Actor) => Promise<T>): Promise<T>;
}

export function ticketCli(group: Command, shell: Shell): TicketCli {
  return {
    shell,
    act: (options, work) => shell.withDesk(async (desk) => work(desk, await actorOf(desk, options.as))),
    command: (name, description) =>
      group
        .command(name)
        .description(description)
        .option("--json", "print JSON")
        .addOption(
          new Option("--as <login>", "the agent who acts").env("GOTRS_AGENT").default(undefined, "root@localhost"),
        ),
  };
}

async function actorOf(desk: Desk, login: string | undefined): Promise<Actor> {
  const { userId } = desk.settings.postmaster;
  // Whoever may open the database is trusted with it; the agent is asked for only to write down who acted.
  return await actorByLogin(desk, login ?? (await agentLogin(desk.store.db, userId)) ?? "root@localhost");
}
