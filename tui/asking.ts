/** A question that is answered with yes or no, for what cannot be undone: no comes first. */
import type { Question } from "./ground.ts";
import { text } from "./messages.ts";

/** @param about beside the yes: what it is done to */
export function yesOrNo(title: string, yes: () => void | Promise<void>, about = ""): Question {
  return {
    kind: "choice",
    title,
    items: [
      { value: "no", label: text("foot.no") },
      { value: "yes", label: `${text("foot.yes")}  ${about}`.trimEnd() },
    ],
    chosen: (value) => (value === "yes" ? yes() : undefined),
  };
}
