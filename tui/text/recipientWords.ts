/** The recipient that is being typed among others, and what it becomes. Pure. */
import type { Recipient } from "../../src/api/outbound.ts";

/** Fewer letters say nothing. */
const fewest = 2;

/** What stands before the cursor since the last comma; undefined when nobody can be meant by it yet, or it is whole. */
export function typedRecipient(line: string, column: number): string | undefined {
  const words = line.slice(startOf(line, column), column).trim();
  if (words.length < fewest || words.includes(">") || line.slice(column).trimStart().match(/^[^,]/)) return undefined;
  return words;
}

/** @returns the line with the recipient in place of what was typed, and where the cursor is then */
export function withRecipient(line: string, column: number, recipient: Recipient): { text: string; column: number } {
  const before = line.slice(0, startOf(line, column)).trimEnd();
  const start = `${before}${before === "" ? "" : " "}${written(recipient)}`;
  return { text: start + line.slice(column), column: start.length };
}

/** As RFC 5322 has it: a name with other than letters and blanks stands in quotes. */
export function written({ name, email }: Recipient): string {
  if (name === "") return email;
  const safe = /^[\p{L}\p{M}\p{N} '_-]+$/u.test(name);
  return `${safe ? name : `"${name.replace(/["\\]/g, "\\$&")}"`} <${email}>`;
}

/** Behind the last comma that separates: one in quotes does not. */
function startOf(line: string, column: number): number {
  let quoted = false;
  let start = 0;
  for (let at = 0; at < column; at += 1) {
    if (line[at] === '"') quoted = !quoted;
    else if (line[at] === "," && !quoted) start = at + 1;
  }
  return start;
}
