/** Commands that keep what the list shows as a view of the agent's own, and forget such a view. */
import { withoutView, withView } from "../keptViews.ts";
import { keyFor } from "../keys/keys.ts";
import { text } from "../messages.ts";
import { withColon } from "../text/colon.ts";
import { plainLine } from "../text/safe.ts";
import type { KeptView } from "../views.ts";
import type { Handler, ScreenGround } from "./ground.ts";

export function keeping(
  { tickets, overview, kept, ask, notices, remember }: ScreenGround,
  show: (view: KeptView) => Promise<void>,
) {
  /** Undone, all of them are as they were. */
  const put = (views: readonly KeptView[], what: string, said = what): void => {
    const before = kept.all;
    kept.put(views);
    notices.say(said);
    remember({ what, undo: async () => kept.put(before) });
  };
  return {
    keepView: () =>
      ask({
        kind: "prompt",
        label: text("ask.viewName"),
        start: tickets.filter.search,
        done: (typed) => {
          const name = plainLine(typed);
          if (name === "") throw new Error(text("wrong.noViewName"));
          const what = text("say.viewKept", { name });
          const leads = text("say.viewLeads", { key: keyFor("list", "goKept") });
          put(withView(kept.all, { ...tickets.filter, name }), what, withColon(what, leads));
        },
      }),
    forgetView: () => {
      const view = overview.rows[overview.at]?.kept;
      if (view === undefined) throw new Error(text("wrong.notKept"));
      put(withoutView(kept.all, view.name), text("say.viewForgotten", { name: view.name }));
    },
    goKept: () => {
      if (kept.all.length === 0) throw new Error(text("wrong.noKeptViews", { key: keyFor("list", "keepView") }));
      ask({
        kind: "choice",
        title: text("ask.keptView"),
        items: kept.all.map(({ name, search, queue }) => ({
          value: name,
          label: name,
          aside: search === "" ? (queue ?? "") : `/${search}`,
        })),
        chosen: (name) => {
          const view = kept.all.find((one) => one.name === name);
          return view === undefined ? undefined : show(view);
        },
      });
    },
  } as const satisfies Readonly<Record<string, Handler>>;
}
