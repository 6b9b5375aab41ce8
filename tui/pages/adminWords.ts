/** What the things and fields of administration are for, in the agent's language. */
import { type AdminWords, adminWordsOf } from "../../src/messages/administration.ts";
import type { Thing, ThingField } from "../client/administration.ts";
import { language } from "../messages.ts";

let words: AdminWords = {};

/** Before administration is shown, and not at the start: most agents never open it. */
export async function loadAdminWords(): Promise<void> {
  words = await adminWordsOf(language());
}

export function aboutThing({ about }: Thing): string {
  return translated(about);
}

export function aboutField({ about }: ThingField): string {
  return translated(about);
}

function translated(about: string): string {
  return words[about] ?? about;
}
