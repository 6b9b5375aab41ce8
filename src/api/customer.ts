/** What customers see of their tickets, and write. */
import type { ReplyRequest } from "./requests.ts";

/** A ticket as its customer sees it. */
export interface CustomerTicket {
  readonly id: number;
  readonly number: string;
  readonly title: string;
  readonly queue: string;
  readonly state: string;
  readonly stateType: string;
  readonly priority: string;
  /** The company. */
  readonly customerId: string | null;
  /** Login of the customer user whose ticket it is. */
  readonly customerUser: string | null;
  readonly created: string;
  readonly changed: string;
}

export interface CustomerTicketPage {
  readonly tickets: readonly CustomerTicket[];
  readonly nextCursor: string | null;
}

export interface CustomerArticle {
  readonly id: number;
  readonly sender: "agent" | "system" | "customer";
  readonly from: string;
  readonly to: string;
  readonly cc: string;
  readonly subject: string;
  /** Plain text. */
  readonly body: string;
  readonly created: string;
  readonly attachments: readonly {
    readonly id: number;
    readonly filename: string;
    readonly contentType: string;
    readonly size: number;
  }[];
}

export interface CustomerTicketDetail extends CustomerTicket {
  /** Those visible for customers, oldest first. */
  readonly articles: readonly CustomerArticle[];
}

export interface CustomerReplyRequest {
  readonly subject?: string;
  readonly body: string;
  readonly attachments?: ReplyRequest["attachments"];
}

export interface CustomerCreateRequest {
  readonly title: string;
  readonly body: string;
  /** One of the queues that are offered; the first when absent. */
  readonly queue?: string;
  /** One of the customer's companies; the first when absent. */
  readonly customerId?: string;
  readonly attachments?: ReplyRequest["attachments"];
}
