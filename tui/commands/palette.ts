/** The palette: every command of the screen, every queue and every view that the agent keeps, by name. */
import type { Item } from "../components/ItemLine.tsx";
import type { Question } from "../ground.ts";
import { helpOf, shown } from "../keys/keys.ts";
import type { Binding } from "../keys/table.ts";
import { text } from "../messages.ts";
import type { going } from "./going.ts";
import type { ScreenGround } from "./ground.ts";

/** @param without what makes no sense from here, besides the palette itself */
export function palette<Name extends string>(
  { tickets, kept }: ScreenGround,
  bindings: readonly Binding<Name>[],
  run: (command: Name) => void | Promise<void>,
  ways: Pick<ReturnType<typeof going>, "show" | "showKept">,
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
    ...kept.all.map(({ name }) => ({ value: `view ${name}`, label: `${text("palette.view")} ${name}` })),
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
      if (value.startsWith("queue ")) return ways.show("all", value.slice("queue ".length));
      const view = kept.all.find(({ name }) => value === `view ${name}`);
      if (view !== undefined) return ways.showKept(view);
      const found = commands.find(({ command }) => command === value);
      return found === undefined ? undefined : run(found.command);
    },
  };
}
