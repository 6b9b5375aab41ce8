/** `gotrs ingest`: raw messages from files, an mbox, a Maildir or standard input through the pipeline of the listeners. */
import type { Command } from "commander";
import type { Desk } from "../../desk.ts";
import { TemporaryError, UserError } from "../../errors.ts";
import { intakeInOrder } from "../../intake/inOrder.ts";
import type { Incoming, IntakeResult } from "../../intake/types.ts";
import { rawFromBuffer } from "../../mail/rawSource.ts";
import { schemaState } from "../../store/schemaState.ts";
import type { CliCommand, Shell } from "../command.ts";
import { openInput, readInput, readWhole } from "../input.ts";
import { knownQueue } from "../knownQueue.ts";
import { messagesOfMaildir, messagesOfMbox, readMessage } from "../mailbox.ts";

interface Options {
  readonly mbox?: true;
  readonly maildir?: true;
  readonly queue?: string;
  readonly trusted?: true;
  readonly json?: true;
}

interface Source {
  readonly file: string;
  readonly bytes: Buffer;
}

export const ingest: CliCommand = {
  register(program: Command, shell: Shell) {
    program
      .command("ingest")
      .description("read raw mails through the same pipeline as the listeners")
      .argument("[file...]", "raw messages; standard input when none is named")
      .option("--mbox", "each file is an mbox")
      .option("--maildir", "each path is a Maildir")
      .option("--queue <name>", "put new tickets into this queue instead of by recipient")
      .option("--trusted", "let X-OTRS- headers steer the ticket")
      .option("--json", "print one JSON line a message")
      .action(async (files: readonly string[], options: Options) => {
        await shell.withDesk(async (desk) => {
          await checkSchema(desk);
          await knownQueue(desk, options.queue);
          const results = intakeInOrder(desk, sources(files, options), ({ bytes }) => incomingOf(bytes, options));
          for await (const { source, result } of results) tell(source.file, result, options, shell);
        });
      });
  },
};

/** A mail is not written into tables whose rules only a newer gotrs knows; its sender shall try again after the mend. */
async function checkSchema(desk: Desk): Promise<void> {
  try {
    await schemaState(desk.store);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { what, where, mend } = error;
    throw new TemporaryError(what, { ...(where && { where }), ...(mend && { mend }), cause: error });
  }
}

async function* sources(files: readonly string[], { mbox, maildir }: Options): AsyncGenerator<Source> {
  for (const file of files.length === 0 ? ["-"] : files) {
    if (maildir) {
      for (const path of readInput(file, () => messagesOfMaildir(file))) {
        yield { file: path, bytes: readInput(path, () => readMessage(path)) };
      }
    } else if (mbox) {
      let count = 0;
      for await (const bytes of messagesOfMbox(openInput(file))) {
        count += 1;
        yield { file: `${file}#${count}`, bytes };
      }
      if (count === 0) {
        throw new UserError("holds no message that begins with a From line", {
          where: file,
          mend: "Leave out --mbox if it is a single message",
        });
      }
    } else yield { file, bytes: await readWhole(file) };
  }
}

function incomingOf(bytes: Buffer, { trusted, queue }: Options): Incoming {
  return {
    raw: rawFromBuffer(bytes),
    road: "pipe",
    envelope: { from: undefined, to: [] },
    trusted: trusted ?? false,
    ...(queue === undefined ? {} : { queue }),
  };
}

function tell(file: string, result: IntakeResult, { json }: Options, shell: Shell): void {
  if (json) shell.printExact(JSON.stringify(resultJson(file, result)));
  else shell.print(`${file}: ${result.outcome}${result.ticketNumber === null ? "" : ` ${result.ticketNumber}`}`);
}

/** The contract's order of keys. */
function resultJson(
  file: string,
  { messageId, outcome, ticketId, ticketNumber, articleId, reason }: IntakeResult,
): object {
  return { file, messageId, outcome, ticketId, ticketNumber, articleId, reason };
}
