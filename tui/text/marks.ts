/** Marks beside what they count, and for those who hear the screen the words that they stand for. */
import { text } from "../messages.ts";
import { isLinear } from "../theme.ts";
import { withColon } from "./colon.ts";

export function unreadMark(count: number): string {
  return isLinear() ? text("heard.unread", { count }) : `●${count}`;
}

export function dueMark(count: number): string {
  return isLinear() ? text("heard.escalating", { count }) : `!${count}`;
}

/** For each letter of what is typed and not to be seen. */
export function hiddenMark(): string {
  return isLinear() ? "*" : "•";
}

/** An agent's own flags. @param words what they are */
export function flagged(words: string): string {
  return isLinear() ? withColon(text("fact.flags"), words) : `⚑ ${words}`;
}

/** A place among so many. */
export function placeOf(at: number | string, all: number | string): string {
  return isLinear() ? text("heard.of", { at, all }) : `${at}/${all}`;
}

/** Before the name of an article that is new to the agent. */
export function freshMark(): string {
  return isLinear() ? `${text("view.unread")}, ` : "● ";
}

/** Of something that is on in a list, or is not. */
export function onMark(on: boolean): string {
  if (!on) return "  ";
  return isLinear() ? `${text("heard.marked")}, ` : "✓ ";
}
