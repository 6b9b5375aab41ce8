/** What the commands of overview, list and ticket stand on: shapes alone. */
import type { actionsOn } from "../actions.ts";
import type { Client } from "../client/client.ts";
import type { Done, Question } from "../ground.ts";
import type { KeptViews } from "../hooks/useKeptViews.ts";
import type { Notices } from "../hooks/useNotice.ts";
import type { OverviewRow } from "../hooks/useOverview.ts";
import type { OpenTicket } from "../hooks/useTicket.ts";
import type { Tickets } from "../hooks/useTickets.ts";
import type { Command } from "../keys/keys.ts";
import type { ThreadLine } from "../screens/thread.ts";

export type Place = "overview" | "list" | "ticket";
export type AnyCommand = Command<Place | "found" | "foundList">;

/** @param count a number typed before the key, undefined without; of a click its row, and `column` beside it */
export type Handler = (count: number | undefined, column?: number) => void | Promise<void>;

export interface ScreenGround {
  readonly client: Client;
  readonly login: string;
  readonly place: Place;
  readonly tickets: Tickets;
  readonly opened: OpenTicket;
  readonly overview: {
    readonly rows: readonly OverviewRow[];
    readonly at: number;
    readonly show: (shown: boolean) => void;
    readonly moveTo: (at: number) => void;
  };
  readonly kept: KeptViews;
  readonly lines: readonly ThreadLine[];
  /** Those lines that have what was looked for; none where nothing was, or it is no longer marked. */
  readonly hits: readonly number[];
  /** Rows of the screen that move. */
  readonly room: number;
  /** Rows between header and footer. */
  readonly height: number;
  readonly width: number;
  readonly actions: ReturnType<typeof actionsOn>;
  readonly notices: Notices;
  /** Tells what went wrong, or asks what to do about it. */
  readonly fail: (error: unknown) => void;
  readonly ask: (question: Question) => void;
  readonly pages: {
    readonly leave: () => void;
    readonly renew: () => Promise<void>;
    readonly log: () => void;
    readonly report: () => Promise<void>;
    readonly outbound: () => Promise<void>;
    readonly drafts: () => Promise<void>;
    readonly directory: () => Promise<void>;
    readonly account: () => Promise<void>;
    readonly administration: () => Promise<void>;
    readonly history: () => Promise<void>;
    readonly source: (articleId: number | undefined) => Promise<void>;
    readonly fields: (articleId: number | undefined) => Promise<void>;
    readonly facts: () => Promise<void>;
    readonly customer: () => Promise<void>;
    readonly links: () => Promise<void>;
  };
  /** What was done last, to be repeated or undone. */
  readonly done: { current: readonly Done[] };
  readonly remember: (what: Done) => void;
  /** Everything that is shown is looked up anew. */
  readonly again: () => void;
  readonly columns: () => void;
  readonly preview: () => void;
  readonly help: () => void;
  readonly quit: () => void;
}
