/** Expands `<OTRS_…>` tags in salutations, signatures and automatic answers (behaviour §5). Knows no database. */

import { withoutFinalLineEnds } from "../mail/text.ts";

/** Values by tag name without `OTRS_`, for example `TICKET_TicketNumber`. */
export type TagValues = Readonly<Record<string, string>>;

export interface TagSource {
  readonly values: TagValues;
  /** For tags with a length, `CUSTOMER_SUBJECT[20]`: the whole text, cut by characters or quoted by lines. */
  readonly subject?: string;
  readonly body?: string;
}

const tagForm = /(?:<|&lt;)OTRS_([A-Za-z0-9_:.]{1,200}?)(?:\[([^\]]{0,100})\])?(?:>|&gt;)/g;

/** OTRS puts `-` where it does not know a tag. */
const unknown = "-";

/** @param escapeValue how a value is written into the text: as it is in plain text, escaped in HTML */
export function expandTags(
  text: string,
  source: TagSource,
  escapeValue: (value: string) => string = (value) => value,
): string {
  return text.replace(tagForm, (_, name: string, argument: string | undefined) =>
    escapeValue(tagValue(name, argument, source)),
  );
}

function tagValue(name: string, argument: string | undefined, source: TagSource): string {
  if (argument !== undefined) {
    const length = Number(argument);
    if (/_SUBJECT$/.test(name) && source.subject !== undefined) return shorten(source.subject, length);
    if (/_(?:EMAIL|BODY|NOTE)$/.test(name) && source.body !== undefined) return quoteLines(source.body, length);
  }
  return (Object.hasOwn(source.values, name) ? source.values[name] : undefined) ?? unknown;
}

function shorten(text: string, length: number): string {
  const characters = Array.from(text);
  if (!(length > 0) || characters.length <= length) return text;
  return `${characters.slice(0, length).join("")} [...]`;
}

function quoteLines(text: string, count: number): string {
  const lines = withoutFinalLineEnds(text).split("\n");
  const shown = count > 0 ? lines.slice(0, count) : lines;
  return shown.map((line) => `> ${line}`).join("\n");
}
