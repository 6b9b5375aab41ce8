/** Finds ticket numbers in text by hook and pattern (behaviour §1). Whether such a ticket exists is not its business. */
import type { NumberGenerator, NumberSettings } from "./generator.ts";

export interface HookSettings {
  readonly hook: string;
  readonly hookDivider: string;
}

/** The numbers a text carries after the hook, in order, each once: `Ticket#123`, or `Ticket#: 123` with up to two blanks. */
export function numbersInText(
  text: string,
  generator: NumberGenerator,
  settings: NumberSettings,
  hook: HookSettings,
): readonly string[] {
  const number = `(${generator.pattern(settings)})(?!\\d)`;
  const hooked = literal(hook.hook);
  const divider = literal(hook.hookDivider);
  const form = new RegExp(`${hooked}(?:${divider}|: {0,2})${number}`, "gi");
  const found = Array.from(text.matchAll(form), (match) => match[1] ?? "");
  return [...new Set(found)];
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
