/** Commands that change how the list is shown. */
import { type MessageKey, text } from "../messages.ts";
import { everythingOpen, sorts } from "../views.ts";
import type { Handler, ScreenGround } from "./ground.ts";

export function arranging({ tickets, ask, columns, preview }: ScreenGround) {
  return {
    all: () => tickets.setFilter({ view: tickets.filter.view === "everything" ? "all" : "everything" }),
    sort: () =>
      ask({
        kind: "choice",
        title: text("ask.sort"),
        items: sorts.map((sort) => ({ value: sort, label: text(`sort.${sort}` satisfies MessageKey) })),
        chosen: (value) => tickets.setFilter({ sort: sorts.find((sort) => sort === value) ?? "newest" }),
      }),
    columns: () => columns(),
    preview: () => preview(),
    clear: () =>
      tickets.marks.size > 0 ? tickets.unmark() : tickets.setFilter({ ...everythingOpen, sort: tickets.filter.sort }),
  } as const satisfies Readonly<Record<string, Handler>>;
}
