/** What actions stand on, and what they ask and leave behind: shapes alone. */
import type { TicketSummary } from "../src/api/ticket.ts";
import type { Clock } from "../src/clock.ts";
import type { Client } from "./client/client.ts";
import type { Item } from "./components/ItemLine.tsx";
import type { Draft } from "./draft.ts";
import type { Kept } from "./draftStore.ts";
import type { Notices } from "./hooks/useNotice.ts";
import type { Completion } from "./text/searchWords.ts";

export type Some = Pick<
  TicketSummary,
  | "id"
  | "number"
  | "title"
  | "changed"
  | "state"
  | "stateType"
  | "pendingUntil"
  | "queue"
  | "priority"
  | "owner"
  | "responsible"
  | "type"
  | "service"
  | "sla"
  | "customerUser"
  | "customerId"
  | "lock"
>;

/** Something over the screen that asks. */
export type Question =
  | {
      readonly kind: "choice";
      readonly title: string;
      readonly items: readonly Item[];
      readonly lookUp?: LookUp | undefined;
      /** The item that the cursor is on at first. */
      readonly at?: string;
      /** What choosing it would bring, shown while the cursor rests on it. */
      readonly preview?: (value: string) => Promise<string>;
      readonly chosen: (value: string) => void | Promise<void>;
    }
  | {
      readonly kind: "prompt";
      readonly label: string;
      readonly start: string;
      /** What is typed is not shown. */
      readonly secret?: boolean;
      /** What was wrong with what was typed before. */
      readonly wrong?: string;
      /** How it may go on; what it is asked with is the text up to the cursor. */
      readonly complete?: (before: string) => readonly Completion[];
      readonly done: (text: string) => void | Promise<void>;
    };

/** Items of which there may be more than are here. */
export interface LookUp {
  /** How many are not among them. */
  readonly more: number;
  /** Those that are found by what is typed. */
  readonly find: (typed: string) => Promise<FoundItems>;
}

export interface FoundItems {
  readonly items: readonly Item[];
  readonly more: number;
}

export type PromptQuestion = Extract<Question, { kind: "prompt" }>;
export type ChoiceQuestion = Extract<Question, { kind: "choice" }>;

/** Several of a list. */
export interface MarksQuestion {
  readonly title: string;
  readonly items: readonly Item[];
  readonly lookUp?: LookUp | undefined;
  readonly marked: readonly string[];
  /** What was typed can be marked as well, where nothing of the list is like it. */
  readonly open: boolean;
  readonly done: (marked: readonly string[]) => void | Promise<void>;
}

export interface Composing {
  /** As it was when it was begun. */
  readonly ticket: Some;
  /** Those that get the same note, the ticket among them. */
  readonly all?: readonly Some[];
  /** As the daemon made it. */
  readonly draft: Draft;
  /** What was written before and not sent. */
  readonly kept?: Kept | undefined;
  readonly inEditor: boolean;
  /** Of a new ticket, which has neither id nor number yet. */
  readonly queue?: string;
  /** The draft was begun with a template. */
  readonly fromTemplate?: boolean;
}

/** What was done last: `.` does it to other tickets, `u` takes it back. */
export interface Done {
  readonly what: string;
  /** To which the cursor comes back when it is taken back. */
  readonly ticketId?: number | undefined;
  readonly again?: (tickets: readonly Some[]) => Promise<void>;
  /** @returns what there is to say besides */
  readonly undo?: () => Promise<string | undefined> | Promise<void>;
}

export interface Ground {
  readonly client: Client;
  readonly clock: Clock;
  readonly login: string;
  readonly notices: Notices;
  readonly again: () => void;
  /** The agent is done with this ticket: back to the list, on the next one. */
  readonly doneWith: (ticket: Pick<Some, "id">) => void;
  readonly open: (id: number) => Promise<void>;
  readonly ask: (question: Question) => void;
  /** A long text, in $EDITOR. */
  readonly edit: (before: string) => Promise<string>;
  readonly compose: (composing: Composing) => void;
  /** What was not sent after all is kept as a draft. @returns where it is now, in words: by which key it goes on, or why it is on the ticket alone */
  readonly giveBack: (ticketId: number, draft: Draft) => string;
  readonly remember: (done: Done) => void;
}
