/** Answers of SMTP that are not 250: a code, and a text that begins with its enhanced status code (RFC 3463). */
import { isExpected } from "../../src/errors.ts";

/** An error that smtp-server sends as it is. */
export class Reply extends Error {
  override readonly name = "Reply";
  readonly responseCode: number;

  constructor(responseCode: number, text: string) {
    super(text);
    this.responseCode = responseCode;
  }
}

/** What went wrong is ours; the sender keeps the mail. */
export function temporary(error: unknown): Reply {
  return new Reply(451, `4.3.0 ${isExpected(error) ? "cannot store mail now" : "internal error"}, try again later`);
}
