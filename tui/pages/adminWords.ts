/** What the things and fields of administration are for, in the agent's language. */
import { type AdminWords, adminWordsOf } from "../../src/messages/administration.ts";
import type { Thing, ThingField } from "../client/administration.ts";
import { hasForm } from "../form/inner.ts";
import { language } from "../messages.ts";

let words: AdminWords = {};

/** Before administration is shown, and not at the start: most agents never open it. */
export async function loadAdminWords(): Promise<void> {
  words = await adminWordsOf(language());
}

export function aboutThing({ about }: Thing): string {
  return translated(about);
}

/** What a form says of a field: how a structure is written for commands is nothing to those who fill it in. */
export function aboutInForm(field: ThingField): string {
  const about = aboutField(field);
  return hasForm(field) ? about.replace(/\s?: \{.*\}/u, "") : about;
}

/** How it has to be written. */
export function formOfText({ form = "" }: ThingField): string {
  return translated(form);
}

/** Why it stays as it is. */
export function aboutFixed({ fixed = "" }: ThingField): string {
  return translated(fixed);
}

export function aboutField({ about }: ThingField): string {
  return translated(about);
}

function translated(about: string): string {
  return words[about] ?? about;
}
