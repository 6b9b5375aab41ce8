/** `gotrs ticket`: the agent's work from scripts; one file per command beside this one, and a line here. */
import type { Command } from "commander";
import type { CliCommand, Shell } from "../../command.ts";
import { bulkCommands } from "./bulk.ts";
import { type TicketCli, ticketCli } from "./cli.ts";
import { createCommands } from "./create.ts";
import { deleteCommands } from "./delete.ts";
import { forwardCommands } from "./forward.ts";
import { listCommands } from "./list.ts";
import { mergeCommands } from "./merge.ts";
import { noteCommands } from "./note.ts";
import { replyCommands } from "./reply.ts";
import { showCommands } from "./show.ts";
import { updateCommands } from "./update.ts";
import { watchCommands } from "./watch.ts";

/** In the order in which help lists them. */
const commands: readonly ((cli: TicketCli) => void)[] = [
  listCommands,
  showCommands,
  createCommands,
  replyCommands,
  noteCommands,
  updateCommands,
  mergeCommands,
  forwardCommands,
  watchCommands,
  bulkCommands,
  deleteCommands,
];

export const ticket: CliCommand = {
  register(program: Command, shell: Shell) {
    const group = program.command("ticket").description("list, read and work on tickets; NAME is a number or #id");
    const cli = ticketCli(group, shell);
    for (const register of commands) register(cli);
  },
};
