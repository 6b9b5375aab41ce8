/** Names that every installation begins with, in the agent's language. Only shown: sent and searched is the name itself. */
import { type MessageKey, text } from "../messages.ts";

export type Named = "state" | "priority" | "type" | "lock";

const known: Readonly<Record<Named, ReadonlyMap<string, MessageKey>>> = {
  state: new Map([
    ["new", "state.new"],
    ["open", "state.open"],
    ["closed successful", "state.closedSuccessful"],
    ["closed unsuccessful", "state.closedUnsuccessful"],
    ["pending reminder", "state.pendingReminder"],
    ["pending auto close+", "state.pendingAutoClosePlus"],
    ["pending auto close-", "state.pendingAutoCloseMinus"],
    ["merged", "state.merged"],
    ["removed", "state.removed"],
  ]),
  priority: new Map([
    ["1 very low", "priority.1"],
    ["2 low", "priority.2"],
    ["3 normal", "priority.3"],
    ["4 high", "priority.4"],
    ["5 very high", "priority.5"],
  ]),
  type: new Map([["Unclassified", "type.unclassified"]]),
  lock: new Map([
    ["lock", "lock.lock"],
    ["unlock", "lock.unlock"],
    ["tmp_lock", "lock.tmpLock"],
  ]),
};

export function isNamed(kind: string): kind is Named {
  return Object.hasOwn(known, kind);
}

/** A name that the desk made itself is shown as it is. */
export function shownName(kind: Named, name: string): string {
  const key = known[kind].get(name);
  return key === undefined ? name : text(key);
}

/** To choose from: found by what is shown and by the name itself. */
export function namedItem(
  kind: Named,
  name: string,
): { readonly value: string; readonly label: string; readonly alias: string } {
  return { value: name, label: shownName(kind, name), alias: name };
}

const short = new Map<string, MessageKey>([
  ["new", "stateShort.new"],
  ["open", "stateShort.open"],
  ["closed", "stateShort.closed"],
  ["pending", "stateShort.pending"],
  ["merged", "stateShort.merged"],
  ["removed", "stateShort.removed"],
]);

/** How far a ticket is, in a word of seven cells at most. */
export function shortState(stateType: string): string {
  const [first = ""] = stateType.split(" ");
  const key = short.get(first);
  return key === undefined ? first : text(key);
}
