/** A field as the command line spells it: in options, and in what messages tell people to type. */

/** `firstName` → `--first-name`. */
export function flagOf(name: string): string {
  return `--${name.replaceAll(/[A-Z]+/g, (part) => `-${part.toLowerCase()}`).replace(/^-/, "")}`;
}
