/** The pair of commands by which everything administered is taken out of use and back into it. */
import type { Command } from "commander";

/** @param complete gives one of them its argument and its action */
export function disableAndEnable(
  group: Command,
  about: { readonly disable: string; readonly enable: string },
  complete: (command: Command, valid: boolean) => void,
): void {
  complete(group.command("disable").description(about.disable), false);
  complete(group.command("enable").description(about.enable), true);
}
