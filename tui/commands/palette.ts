/** The palette: every command of the screen and every queue, by name. */
import type { Item } from "../components/ItemLine.tsx";
import type { Question } from "../ground.ts";
import { helpOf, shown } from "../keys/keys.ts";
import type { Binding } from "../keys/table.ts";
import { text } from "../messages.ts";
import type { ScreenGround } from "./ground.ts";

/** @param without what makes no sense from here, besides the palette itself */
export function palette<Name extends string>(
  { tickets }: ScreenGround,
  bindings: readonly Binding<Name>[],
  run: (command: Name) => void | Promise<void>,
  showQueue: (queue: string) => Promise<void>,
  without: readonly string[] = [],
): Question {
  // What a click means is nothing without the place that was clicked.
  const senseless = ["palette", "point", "pointView", ...without];
  const commands = bindings.filter(({ command }) => !senseless.includes(command));
  const items: readonly Item[] = [
    ...commands.map((binding) => ({
      value: binding.command,
      label: helpOf(binding),
      aside: shown(binding.keys[0] ?? ""),
    })),
    ...tickets.queues.map(({ name, open }) => ({
      value: `queue ${name}`,
      label: `${text("fact.queue")} ${name}`,
      aside: String(open),
    })),
  ];
  return {
    kind: "choice",
    title: text("palette.title"),
    items,
    chosen: (value) => {
      if (value.startsWith("queue ")) return showQueue(value.slice("queue ".length));
      const found = commands.find(({ command }) => command === value);
      return found === undefined ? undefined : run(found.command);
    },
  };
}
