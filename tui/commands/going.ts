/** Commands that lead from every screen to every other: views, a queue, a number, what is looked for, pages. */
import type { OverviewRow } from "../hooks/useOverview.ts";
import { text } from "../messages.ts";
import { completionsOf } from "../text/searchWords.ts";
import { everythingOpen, type Filter, type KeptView, searchOf, type View } from "../views.ts";
import { byNumber } from "./byNumber.ts";
import type { Handler, ScreenGround } from "./ground.ts";
import type { Standing } from "./standing.ts";

export function going({ client, tickets, opened, overview, ask, again, pages }: ScreenGround, { read }: Standing) {
  const showFilter = (filter: Partial<Filter>): Promise<void> => {
    opened.leave();
    pages.leave();
    overview.show(false);
    return tickets.setFilter(filter);
  };
  const show = (view: View, queue?: string): Promise<void> =>
    showFilter({ ...everythingOpen, sort: tickets.filter.sort, view, queue });
  const showKept = ({ name: _name, ...filter }: KeptView): Promise<void> => showFilter(filter);
  const showRow = ({ view, queue, kept }: OverviewRow): Promise<void> =>
    kept === undefined ? show(view, queue) : showKept(kept);
  const openNumber = byNumber({ client, ask }, async (id) => {
    await opened.open(id);
    pages.leave();
    overview.show(false);
  });
  const commands = {
    openView: () => {
      const row = overview.rows[overview.at];
      return row === undefined ? undefined : showRow(row);
    },
    goOverview: () => {
      opened.leave();
      pages.leave();
      overview.show(true);
      // What the agent reads elsewhere is no change that others are told of.
      again();
    },
    goAll: () => show("all"),
    goMine: () => show("mine"),
    goUnassigned: () => show("unassigned"),
    goPending: () => show("pending"),
    goUnread: () => show("unread"),
    goWatched: () => show("watched"),
    goBreaching: () => show("breaching"),
    goNumber: () => ask({ kind: "prompt", label: text("ask.number"), start: "", done: openNumber }),
    goReport: () => pages.report(),
    goCustomers: () => pages.directory(),
    goDrafts: () => pages.drafts(),
    goOutbound: () => pages.outbound(),
    goAdmin: () => pages.administration(),
    goAccount: () => pages.account(),
    goLog: () => pages.log(),
    search: async () => {
      const names = { ...(await client.lookups()), queues: tickets.queues };
      ask({
        kind: "prompt",
        label: text("ask.find"),
        start: tickets.filter.search,
        complete: (before) => completionsOf(before, names),
        done: async (typed) => {
          const search = typed.trim();
          // What is wrong with it is told while it can be mended.
          if (search !== "") await client.search(searchOf({ ...tickets.filter, search }), 1);
          await showFilter({ search });
        },
      });
    },
    history: () => pages.history(),
    source: () => pages.source(read),
    fields: () => pages.fields(read),
    facts: () => pages.facts(),
    customer: () => pages.customer(),
    links: () => pages.links(),
  } as const satisfies Readonly<Record<string, Handler>>;
  return { commands, show, showKept, showRow };
}
