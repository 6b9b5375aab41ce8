/** What a command is, and the shell it runs in: settings, database, output. One file per command in commands/. */
import type { Command } from "commander";
import type { Settings } from "../config/settings.ts";
import type { Desk } from "../desk.ts";

export interface CliCommand {
  register(program: Command, shell: Shell): void;
}

export interface Shell {
  /** From `--config`, the environment and defaults. @throws UserError with exit 78 */
  settings(): Settings;
  /** The program with all its commands, for what tells of them. */
  program(): Promise<Command>;
  /** `--config`, where it was given. */
  configFile(): string | undefined;
  /** Opens the database for one command. @throws StoreFailure when it does not answer */
  withDesk<T>(work: (desk: Desk) => Promise<T>): Promise<T>;
  /** One line, or several, on standard output, for people: a domain that looks like another is told. */
  print(text: string): void;
  /** The same of what programs read: nothing is added. */
  printExact(text: string): void;
  printJson(value: unknown): void;
}
