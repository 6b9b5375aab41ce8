/** What can follow each command, out of the commands themselves. */
import type { Command } from "commander";

export interface Word {
  readonly word: string;
  readonly description: string;
}

export interface Place {
  /** `ticket list`; empty for the program itself. */
  readonly path: string;
  readonly commands: readonly Word[];
  readonly options: readonly Word[];
}

/** A shell's script from the places. */
export type Script = (places: readonly Place[]) => string;

/** Every command and group, the program first. */
export function placesOf(program: Command): readonly Place[] {
  const global = optionsOf(program);
  const below = (command: Command, path: string): readonly Place[] => [
    {
      path,
      commands: command.commands.map((one) => ({ word: one.name(), description: one.description() })),
      options: [...(path === "" ? [] : optionsOf(command)), ...global],
    },
    ...command.commands.flatMap((one) => below(one, `${path} ${one.name()}`.trim())),
  ];
  return below(program, "");
}

function optionsOf(command: Command): readonly Word[] {
  return command.options.flatMap(({ long, description, hidden }) =>
    long && !hidden ? [{ word: long, description }] : [],
  );
}
