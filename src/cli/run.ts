/** Runs one command line: builds the shell, turns every error into one line and a sysexits code. */
import { hostname } from "node:os";
import { Command, CommanderError } from "commander";
import { systemClock } from "../clock.ts";
import { loadSettings } from "../config/load.ts";
import type { Settings } from "../config/settings.ts";
import type { Log } from "../desk.ts";
import { Exit, isExpected } from "../errors.ts";
import { harmless } from "../harmless.ts";
import { honestHosts } from "../honestHosts.ts";
import type { Shell } from "./command.ts";
import { commandsFor } from "./index.ts";
import { version } from "./version.ts";

/** @returns the exit code */
export async function run(argv: readonly string[]): Promise<number> {
  const program = await programFor(argv.slice(2));
  // `gotrs ticket list | head` ends our output early; that is no error.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(Exit.ok);
    throw error;
  });
  try {
    await program.parseAsync(argv);
    return Exit.ok;
  } catch (error) {
    return report(error);
  }
}

/** The program with the command that the words name; with every command where they name none. */
export async function programFor(words: readonly string[]): Promise<Command> {
  const program = new Command("gotrs");
  program
    .description("An email-first helpdesk on the tables of OTRS.")
    .version(`gotrs ${version}`, "--version")
    .option("--config <file>", "instead of $GOTRS_CONFIG, ./gotrs.yaml or /etc/gotrs/gotrs.yaml")
    .configureHelp({ showGlobalOptions: true })
    .addHelpText("after", examples)
    .configureOutput({ outputError: (text, write) => write(oneLine(text, program, words)) })
    .exitOverride();
  for (const command of await commandsFor(words)) command.register(program, shellFor(program));
  for (const command of everyCommand(program)) command.configureHelp({ showGlobalOptions: true }).exitOverride();
  return program;
}

const examples = `
Examples:
  gotrs serve                          the daemon; makes its database on the first start
  gotrs ingest < mail.eml              a mail becomes a ticket
  gotrs ticket list --queue Raw        what is to be worked on
  gotrs ticket reply 2026112510000017  an answer, its text from standard input
  gotrs tui                            the same in the terminal

Exit codes are those of sysexits(3): 64 usage, 65 input, 69 unavailable, 75 try again, 77 permission, 78 configuration.`;

/** Commander's lines as one of ours: what is wrong, a suggestion, and where help is. */
function oneLine(text: string, program: Command, words: readonly string[]): string {
  const told = text
    .trim()
    .replace(/^error: /, "")
    .replace(/\s*\n\s*/g, " ")
    .replace(/\.$/, "");
  let asked = program;
  const path = ["gotrs"];
  for (const word of words) {
    const next = asked.commands.find((command) => command.name() === word);
    if (next === undefined) continue;
    asked = next;
    path.push(word);
  }
  return `gotrs: ${told}. See: ${path.join(" ")} --help\n`;
}

function everyCommand(command: Command): readonly Command[] {
  return command.commands.flatMap((child) => [child, ...everyCommand(child)]);
}

function shellFor(program: Command): Shell {
  const settings = (): Settings =>
    loadSettings({
      file: program.opts<{ config?: string }>().config,
      env: process.env,
      folder: process.cwd(),
      hostName: hostname(),
      terminal: process.stderr.isTTY === true,
    }).settings;
  return {
    settings,
    program: () => programFor([]),
    configFile: () => program.opts<{ config?: string }>().config,
    async withDesk(work) {
      const current = settings();
      // Only who works on the database pays for what it needs: the terminal UI starts without.
      const [{ openStore }, { cryptoIn }] = await Promise.all([import("../store/open.ts"), import("./cryptoIn.ts")]);
      const store = await openStore(current.database.url, { clock: systemClock });
      try {
        return await work({
          store,
          settings: current,
          clock: systemClock,
          log: commandLog,
          ...(await cryptoIn(current, (fault) => say({}, fault))),
        });
      } finally {
        await store.close();
      }
    },
    print: (text) => write(process.stdout, process.stdout.isTTY ? honestHosts(text) : text),
    printExact: (text) => write(process.stdout, text),
    printJson: (value) => write(process.stdout, JSON.stringify(value, null, process.stdout.isTTY ? 2 : 0)),
  };
}

/** A file or a program gets each letter as it is; a terminal none that would steer it, as mail is quoted in much of this. */
function write(stream: NodeJS.WriteStream, text: string): void {
  stream.write(`${stream.isTTY ? harmless(text) : text}\n`);
}

/** A command's warnings are for the person in front of it. */
const say = (fields: object, message: string): void => {
  const reason = "err" in fields && fields.err instanceof Error ? `: ${fields.err.message}` : "";
  write(process.stderr, `gotrs: ${message}${reason}`);
};
const commandLog: Log = { debug() {}, info() {}, warn: say, error: say };

function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? Exit.ok : Exit.usage;
  if (isExpected(error)) {
    for (const line of error.message.split("\n")) write(process.stderr, `gotrs: ${line}`);
    return error.exit;
  }
  const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
  write(process.stderr, `gotrs: this is a bug, please report it: ${told}`);
  return Exit.bug;
}
