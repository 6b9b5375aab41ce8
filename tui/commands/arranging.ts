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
    clear: () => {
      if (tickets.marks.size > 0) return tickets.unmark();
      const { view, queue, search, sort } = tickets.filter;
      // Where all are shown already nothing moves.
      if (view === everythingOpen.view && queue === undefined && search === "") return undefined;
      return tickets.setFilter({ ...everythingOpen, sort }, tickets.window.current?.id);
    },
  } as const satisfies Readonly<Record<string, Handler>>;
}
