/** The query language: words, "phrases", word*, -not and field:value → what to look for and what to filter by. Pure. */

import type { MarkedWords } from "../api/search.ts";
import { UserError } from "../errors.ts";
import { nearest } from "../nearest.ts";
import { joined, said } from "../said.ts";
import type { Term, WordQuery } from "../store/fullText.ts";
import type { FilterRequest } from "../ticket/listFilter.ts";
import { hasAttachment, marks } from "./document.ts";
import { wordsOf } from "./words.ts";

export interface SearchQuery {
  /** undefined where tickets are only told apart by what they are, such as `owner:ann is:open`. */
  readonly words: WordQuery | undefined;
  /** The same, with what was named without a field looked for in subject, title and number only; undefined where nothing was. */
  readonly inSubject: WordQuery | undefined;
  /** What is to be marked where it is shown. */
  readonly marked: readonly MarkedWords[];
  readonly filter: FilterRequest;
  /** As written after `before:` and `after:`. */
  readonly before?: string;
  readonly after?: string;
  readonly sender?: string;
}

const textFields: Readonly<Record<string, readonly string[]>> = {
  subject: [marks.subject],
  from: [marks.from],
  to: [marks.to, marks.cc],
  cc: [marks.cc],
  customer: [marks.customer],
  attachment: [marks.attachment],
  number: [marks.number],
};
const nameFields = ["queue", "state", "owner", "responsible", "lock", "priority", "type", "service", "sla"] as const;
const states: Readonly<Record<string, FilterRequest>> = {
  open: { stateType: "not closed" },
  closed: { stateType: "closed" },
  new: { stateType: "new" },
  pending: { stateType: ["pending reminder", "pending auto"] },
  merged: { stateType: "merged" },
  unread: { unread: true },
  read: { unread: false },
  watched: { watched: true },
  mine: { owner: "me" },
  locked: { lock: "lock" },
  unlocked: { lock: "unlock" },
  archived: { archived: true },
};
const senders = ["agent", "customer", "system"];
const fieldNames = [...Object.keys(textFields), ...nameFields, "is", "has", "sender", "before", "after"];
const where = "search";
const most = 30;

interface Part {
  readonly not: boolean;
  readonly field: string | undefined;
  readonly value: string;
  readonly prefix: boolean;
}

/** @throws UserError that names the part of the query that is wrong */
export function parseQuery(text: string): SearchQuery {
  const parts = partsOf(text);
  if (parts.length > most)
    throw new UserError(said`a search has at most ${most} parts`, { where, mend: said`Leave some out` });
  const all: (readonly Term[])[] = [];
  const subject: (readonly Term[])[] = [];
  const none: Term[] = [];
  const marked: MarkedWords[] = [];
  let anywhere = false;
  let filter: FilterRequest = {};
  const rest: { before?: string; after?: string; sender?: string } = {};
  for (const part of parts) {
    const { not, field, value, prefix } = part;
    const terms = termsOf(part);
    if (terms !== undefined) {
      if (terms.length === 0) continue;
      if (not) none.push(...terms);
      else {
        all.push(terms);
        subject.push(
          field === undefined ? [marks.subject, marks.number].flatMap((mark) => withMark(value, prefix, mark)) : terms,
        );
        anywhere ||= field === undefined;
        marked.push({ words: wordsOf(value), prefix });
      }
    } else if (not) {
      throw new UserError(said`-${field}: cannot be left out`, {
        where,
        mend: said`Name what you want with ${field}:`,
      });
    } else if (field === "before" || field === "after" || field === "sender") {
      if (field === "sender" && !senders.includes(value)) throw unknownValue("sender", value, senders);
      rest[field] = value;
    } else if (field === "is") {
      const state = states[value.toLowerCase()];
      if (state === undefined) throw unknownValue("is", value, Object.keys(states));
      filter = { ...filter, ...state };
    } else if (field !== undefined) {
      const before = filter[field as (typeof nameFields)[number]] ?? [];
      filter = { ...filter, [field]: [...(typeof before === "string" ? [before] : before), value] };
    }
  }
  const bare = all.length === 0 && none.length === 0 && Object.keys(rest).length === 0;
  if (bare && Object.keys(filter).length > 0) return { words: undefined, inSubject: undefined, marked, filter };
  if (all.length === 0) {
    throw new UserError(said`there is no word to look for`, {
      where,
      mend: said`Give a word of letters or digits, or a field such as from:ann; to list tickets without one use \`gotrs ticket list\``,
    });
  }
  return { words: { all, none }, inSubject: anywhere ? { all: subject, none } : undefined, marked, filter, ...rest };
}

/** undefined for a part that is no text. */
function termsOf({ field, value, prefix }: Part): readonly Term[] | undefined {
  if (field === undefined) {
    const terms = withMark(value, prefix, "");
    // The marks of fields begin with one letter as well, so that most articles would be found.
    if (terms.some((term) => term.prefix && term.words.length === 1 && /^[a-z]$/.test(term.words[0] ?? ""))) {
      throw new UserError(said`${value}* is too little to look for`, {
        where,
        mend: said`Give two letters at least, or a field such as subject:${value}*`,
      });
    }
    return terms;
  }
  if (field === "has") {
    if (value.toLowerCase() !== "attachment") throw unknownValue("has", value, ["attachment"]);
    return [{ words: [hasAttachment], prefix: false }];
  }
  return textFields[field]?.flatMap((mark) => withMark(value, prefix, mark));
}

function withMark(value: string, prefix: boolean, mark: string): readonly Term[] {
  const words = wordsOf(value);
  if (words.length === 0) return [];
  // The last character of a run without blanks stands alone in the text only where the run ends there.
  const open = words.length > 1 && [...(words.at(-1) ?? "")].length === 1 && [...(words.at(-2) ?? "")].length === 2;
  const alone = words.length === 1 && [...(words[0] ?? "")].length === 1 && /[^\w]/.test(words[0] ?? "");
  return [{ words: (open ? words.slice(0, -1) : words).map((word) => mark + word), prefix: prefix || alone }];
}

function partsOf(text: string): readonly Part[] {
  const parts: Part[] = [];
  let rest = text.trim();
  while (rest !== "") {
    const not = /^-(?=\S)/.test(rest);
    if (not) rest = rest.slice(1);
    const [head = "", name = ""] = /^(\p{L}+):(?=[^\s/])/u.exec(rest) ?? [];
    const field = head === "" ? undefined : fieldOf(name, rest);
    rest = rest.slice(head.length);
    const quoted = rest.startsWith('"');
    const end = quoted ? rest.indexOf('"', 1) : rest.search(/\s|$/);
    if (end === -1) {
      throw new UserError(said`the quote that begins at ${rest.slice(0, 20)} has no end`, {
        where,
        mend: said`Write "two words"`,
      });
    }
    const raw = quoted ? rest.slice(1, end) : rest.slice(0, end);
    rest = rest.slice(quoted ? end + 1 : end);
    const star = quoted ? rest.startsWith("*") : raw.endsWith("*");
    if (quoted && star) rest = rest.slice(1);
    parts.push({ not, field, value: quoted || !star ? raw : raw.slice(0, -1), prefix: star });
    rest = rest.trimStart();
  }
  return parts;
}

function fieldOf(name: string, rest: string): string {
  const field = name.toLowerCase();
  if (fieldNames.includes(field)) return field;
  const near = nearest(field, fieldNames);
  const quoted = rest.split(/\s/)[0]?.replaceAll('"', "");
  throw new UserError(said`there is no field ${name}:`, {
    where,
    mend: joined(
      [
        near === undefined ? undefined : said`Did you mean ${near}:?`,
        said`There is: ${fieldNames.join(", ")}. To look for the text itself, quote it: "${quoted}"`,
      ],
      " ",
    ),
  });
}

function unknownValue(field: string, value: string, known: readonly string[]): UserError {
  const near = nearest(value, known);
  const meant = near === undefined ? undefined : said`Did you mean ${field}:${near}?`;
  return new UserError(said`there is no ${field}:${value}`, {
    where,
    mend: joined([meant, said`There is: ${known.join(", ")}`], " "),
  });
}
