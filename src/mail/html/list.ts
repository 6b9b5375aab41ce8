/** A list of HTML and how its items begin. */
import type { Attributes } from "./tags.ts";

export class List {
  readonly #ordered: boolean;
  readonly #letters: string;
  #number: number;
  #items = 0;

  constructor(ordered: boolean, attributes: Attributes) {
    this.#ordered = ordered;
    this.#letters = attributes.get("type") ?? "";
    this.#number = integer(attributes.get("start")) ?? 1;
  }

  /** @returns the bullet of the next item with its blank, and whether another item stands before it */
  next(attributes: Attributes): { readonly bullet: string; readonly follows: boolean } {
    this.#number = integer(attributes.get("value")) ?? this.#number;
    const bullet = this.#ordered ? `${numeral(this.#number, this.#letters)}. ` : "* ";
    this.#number += 1;
    this.#items += 1;
    return { bullet, follows: this.#items > 1 };
  }
}

function integer(text: string | undefined): number | undefined {
  const number = Number.parseInt(text ?? "", 10);
  return Number.isSafeInteger(number) ? number : undefined;
}

/** The list's number as its type wants it: 3, c, C; Roman ones stay in digits. */
function numeral(number: number, letters: string): string {
  if (!/^[aA]$/.test(letters) || number < 1 || number > 26) return String(number);
  return String.fromCharCode((letters === "a" ? 96 : 64) + number);
}
