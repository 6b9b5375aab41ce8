/** Patterns of LIKE. */

/** A text as it stands in a pattern, for `like … escape '!'`: what would stand for anything stands for itself. */
export function literally(text: string): string {
  return text.replace(/[!%_]/g, "!$&");
}
