/** Finds what was meant by a few letters, the best first, as fzf does. */
import { Fzf } from "fzf";

export interface Finder<Item> {
  find(typed: string): readonly { readonly item: Item }[];
}

export function finderOf<Item>(items: readonly Item[], label: (item: Item) => string): Finder<Item> {
  // The library's types do not resolve under Node's rules for modules, so its shape is said here.
  return new Fzf(items, { selector: (item: Item) => label(item), casing: "case-insensitive" }) as Finder<Item>;
}
