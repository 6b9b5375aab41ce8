/** Items that are narrowed by what is typed: fuzzy, the best first. */
import { useMemo, useState } from "react";
import type { Item } from "../components/ItemLine.tsx";
import { finderOf } from "../text/fuzzy.ts";

export function useNarrowed(all: readonly Item[]) {
  const [typed, setTyped] = useState("");
  const finder = useMemo(() => finderOf(all, ({ label, alias = "" }) => `${label} ${alias}`.trimEnd()), [all]);
  const items = useMemo(() => (typed === "" ? all : finder.find(typed).map(({ item }) => item)), [finder, typed, all]);
  return {
    typed,
    items,
    type: (more: string) => setTyped((old) => old + more.replace(/\s+/g, " ")),
    clear: () => setTyped(""),
    erase: () => setTyped((old) => old.slice(0, -1)),
  };
}
