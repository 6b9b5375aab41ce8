/** Text templates of a queue. */
import type { ReplyRequest } from "./requests.ts";

export interface TemplateSummary {
  readonly id: number;
  readonly name: string;
  /** Answer, Create, Email, Forward, Note or PhoneCall. */
  readonly type: string;
}

/** A template as it reads on a ticket. */
export interface FilledTemplate extends TemplateSummary {
  /** Plain, its tags filled in. */
  readonly text: string;
  readonly attachments: NonNullable<ReplyRequest["attachments"]>;
}
