/** The views of the list that everybody has, and what the API is asked for each. Pure. */
import type { SearchHit } from "../src/api/search.ts";
import type { TicketSummary } from "../src/api/ticket.ts";
import type { MessageKey } from "./messages.ts";

export const views = ["all", "unread", "mine", "unassigned", "watched", "pending", "breaching", "everything"] as const;
export type View = (typeof views)[number];

export const sorts = ["newest", "oldest", "changed", "priority", "escalation", "unread"] as const;
export type Sort = (typeof sorts)[number];

export interface Filter {
  readonly view: View;
  /** undefined is all queues. */
  readonly queue: string | undefined;
  readonly search: string;
  readonly sort: Sort;
}

/** What an agent keeps under a name of their own. */
export interface KeptView extends Filter {
  readonly name: string;
}

export const everythingOpen: Filter = { view: "all", queue: undefined, search: "", sort: "newest" };

export const viewNames: Readonly<Record<View, MessageKey>> = {
  all: "view.all",
  mine: "view.mine",
  unassigned: "view.unassigned",
  watched: "view.watched",
  unread: "view.unread",
  pending: "view.pending",
  breaching: "view.breaching",
  everything: "view.everything",
};

/** What the list is asked for; what is searched for is asked of the search. @param login the agent's */
export function queryOf({ view, queue, sort }: Filter, login: string): Readonly<Record<string, string>> {
  const asked: Readonly<Record<View, Readonly<Record<string, string>>>> = {
    all: {},
    mine: { owner: login },
    unassigned: { lock: "unlock" },
    unread: { unread: "true" },
    watched: { watched: "true", stateType: "all" },
    pending: { stateType: "pending reminder", sort: "pending" },
    breaching: { escalatingWithin: "4h", sort: "escalation" },
    everything: { stateType: "all" },
  };
  return {
    // What is archived is kept out of lists, but for the one that leaves nothing out.
    ...(view === "everything" ? {} : { archived: "false" }),
    ...asked[view],
    ...(queue === undefined ? {} : { queue }),
    ...(sort === "newest" ? {} : { sort }),
  };
}

/** A ticket in the list; one that was found tells where. */
export type Listed = TicketSummary & Partial<Pick<SearchHit, "snippet" | "articleId">>;

/** In the language of docs/search.md: within the queue that is shown, unless it names one itself. */
export function searchOf({ search, queue }: Filter): string {
  return queue === undefined || /(?:^|\s)queue:/i.test(search) ? search : `${search} queue:"${queue}"`;
}
