/** How a search may go on: names of fields, then what each may hold; docs/search.md has the language. Pure. */
import type { Lookups } from "../../src/api/ticket.ts";
import { isNamed, shownName } from "./names.ts";

export interface Completion {
  /** What is offered; behind a name its word in the agent's language. */
  readonly label: string;
  /** The text up to the cursor when it was taken. */
  readonly text: string;
}

export interface SearchNames extends Pick<Lookups, "states" | "priorities" | "types" | "agents"> {
  readonly queues: readonly { readonly name: string }[];
}

const fields = [
  ...["subject", "from", "to", "cc", "customer", "attachment", "number"],
  ...["queue", "state", "owner", "responsible", "lock", "priority", "type"],
  ...["is", "has", "sender", "before", "after"],
] as const;
/** Offered where nothing is typed yet. */
const usual = ["from", "subject", "queue", "is", "owner", "after", "has"] as const;

const most = 12;

/** What a field may hold: as it is searched, and as it is shown. */
interface Value {
  readonly name: string;
  readonly shown: string;
}

/** @param before the text up to the cursor */
export function completionsOf(before: string, names: SearchNames): readonly Completion[] {
  const [token = ""] = /(?:^|(?<=\s))(?:[^\s"]|"[^"]*"?)*$/.exec(before) ?? [];
  const start = before.slice(0, before.length - token.length);
  const [, not = "", field, value = ""] = /^(-?)(?:(\p{L}+):)?(.*)$/su.exec(token) ?? [];
  if (field === undefined) {
    const all = value === "" ? usual : fields.filter((name) => name.startsWith(value.toLowerCase()));
    return all.map((name) => ({ label: `${name}:`, text: `${start}${not}${name}:` }));
  }
  const typed = value.replaceAll('"', "").toLowerCase();
  const kind = field.toLowerCase();
  const values = valuesOf(kind, names).map(
    (name): Value => ({ name, shown: isNamed(kind) ? shownName(kind, name) : name }),
  );
  return ranked(values, typed)
    .slice(0, most)
    .map(({ name, shown }) => ({
      label: name === shown ? name : `${name} (${shown})`,
      text: `${start}${not}${field}:${/^[^\s"]+$/.test(name) ? name : `"${name}"`} `,
    }));
}

/** What begins so first, then what has it within; nothing that is there in full already. */
function ranked(all: readonly Value[], typed: string): readonly Value[] {
  const lower = all
    .map((value) => ({ value, words: [value.name.toLowerCase(), value.shown.toLowerCase()] }))
    .filter(({ words }) => words[0] !== typed);
  const begins = lower.filter(({ words }) => words.some((word) => word.startsWith(typed)));
  const within = lower.filter((one) => !begins.includes(one) && one.words.some((word) => word.includes(typed)));
  return [...begins, ...within].map(({ value }) => value);
}

function valuesOf(field: string, { queues, states, priorities, types, agents }: SearchNames): readonly string[] {
  const namesOf = (all: readonly { readonly name: string }[]): readonly string[] => all.map(({ name }) => name);
  switch (field) {
    case "queue":
      return namesOf(queues);
    case "state":
      return namesOf(states);
    case "priority":
      return namesOf(priorities);
    case "type":
      return namesOf(types);
    case "owner":
    case "responsible":
      return ["me", ...agents.map(({ login }) => login)];
    case "lock":
      return ["lock", "unlock"];
    case "is":
      return [
        "open",
        "closed",
        "new",
        "pending",
        "unread",
        "mine",
        "watched",
        "locked",
        "unlocked",
        "archived",
        "merged",
      ];
    case "has":
      return ["attachment"];
    case "sender":
      return ["customer", "agent", "system"];
    case "before":
    case "after":
      return ["1d", "7d", "30d", "365d"];
    default:
      return [];
  }
}
