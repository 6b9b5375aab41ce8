/** `gotrs ingest`: raw messages from files, an mbox, a Maildir or standard input through the pipeline of the listeners. */
import { readFileSync } from "node:fs";
import type { Command } from "commander";
import type { Desk } from "../../desk.ts";
import { Exit, UserError } from "../../errors.ts";
import { intake } from "../../intake/intake.ts";
import type { IntakeResult } from "../../intake/types.ts";
import { rawFromBuffer } from "../../mail/rawSource.ts";
import { reference } from "../../store/reference.ts";
import type { CliCommand, Shell } from "../command.ts";
import { readInput } from "../input.ts";
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
  readonly read: () => Buffer;
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
          await checkQueue(desk, options.queue);
          for (const source of sources(files, options)) await ingestOne(desk, source, options, shell);
        });
      });
  },
};

async function checkQueue(desk: Desk, queue: string | undefined): Promise<void> {
  if (queue === undefined || (await reference(desk.store)).queues.byName(queue) !== undefined) return;
  throw new UserError(`there is no queue "${queue}"`, {
    where: "--queue",
    mend: "Name one exactly as `gotrs ticket list` shows it",
    exit: Exit.usage,
  });
}

function* sources(files: readonly string[], { mbox, maildir }: Options): Generator<Source> {
  for (const file of files.length === 0 ? ["-"] : files) {
    const bytes = (): Buffer => readInput(file, () => readFileSync(file === "-" ? 0 : file));
    if (maildir) {
      for (const path of readInput(file, () => messagesOfMaildir(file))) {
        yield { file: path, read: () => readInput(path, () => readMessage(path)) };
      }
    } else if (mbox) {
      let count = 0;
      for (const message of messagesOfMbox(bytes())) {
        count += 1;
        yield { file: `${file}#${count}`, read: () => message };
      }
      if (count === 0) {
        throw new UserError("holds no message that begins with a From line", {
          where: file,
          mend: "Leave out --mbox if it is a single message",
        });
      }
    } else yield { file, read: bytes };
  }
}

async function ingestOne(desk: Desk, source: Source, options: Options, shell: Shell): Promise<void> {
  const result = await intake(desk, {
    raw: rawFromBuffer(source.read()),
    road: "pipe",
    envelope: { from: undefined, to: [] },
    trusted: options.trusted ?? false,
    ...(options.queue === undefined ? {} : { queue: options.queue }),
  });
  if (options.json) shell.print(JSON.stringify(resultJson(source.file, result)));
  else shell.print(`${source.file}: ${result.outcome}${result.ticketNumber === null ? "" : ` ${result.ticketNumber}`}`);
}

/** The contract's order of keys. */
function resultJson(
  file: string,
  { messageId, outcome, ticketId, ticketNumber, articleId, reason }: IntakeResult,
): object {
  return { file, messageId, outcome, ticketId, ticketNumber, articleId, reason };
}
