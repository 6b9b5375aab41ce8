/** Into which state the ticket comes with what is written: chosen before it is sent, and told in words. Pure but for the look-up. */
import { statesByHand } from "./actions.ts";
import type { Client } from "./client/client.ts";
import type { Terms } from "./draft.ts";
import type { ChoiceQuestion } from "./ground.ts";
import { text } from "./messages.ts";
import { namedItem, shownName } from "./text/names.ts";
import { whenOf } from "./text/times.ts";

/** @param state undefined: the one that would follow anyway @param pending it needs a time */
type Chosen = (state: string | undefined, pending: boolean) => void;
export type NextStates = (chosen: Chosen) => Promise<ChoiceQuestion>;

export async function nextStateQuestion(client: Client, chosen: Chosen): Promise<ChoiceQuestion> {
  const states = await statesByHand(client);
  return {
    kind: "choice",
    title: text("ask.nextState"),
    items: [{ value: "", label: text("ask.stateAsUsual") }, ...states.map(({ name }) => namedItem("state", name))],
    chosen: (name) => {
      const type = states.find((one) => one.name === name)?.type ?? "";
      chosen(name === "" ? undefined : name, type.startsWith("pending"));
    },
  };
}

/** As the API takes it. */
export function stateOfDraft({ nextState, pendingUntil }: Terms) {
  if (nextState === undefined) return {};
  return { state: nextState, ...(pendingUntil === undefined ? {} : { pendingUntil }) };
}

/** `pending reminder until 3 Dec 09:00`; nothing where none was chosen. */
export function nextStateWords({ nextState, pendingUntil }: Terms, now: Date): readonly string[] {
  if (nextState === undefined) return [];
  const name = shownName("state", nextState);
  return [pendingUntil === undefined ? name : text("say.until", { name, when: whenOf(pendingUntil, now) })];
}
