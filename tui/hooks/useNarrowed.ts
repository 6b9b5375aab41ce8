/** Items that are narrowed by what is typed: those that are here fuzzily, the best first; of very many they are looked up. */
import { useMemo, useState } from "react";
import type { Item } from "../components/ItemLine.tsx";
import type { FoundItems, LookUp } from "../ground.ts";
import { finderOf } from "../text/fuzzy.ts";
import { useLookUp } from "./useLookUp.ts";

/** Milliseconds. */
const rest = 150;

type Found = FoundItems & { readonly typed: string };

export function useNarrowed(all: readonly Item[], lookUp?: LookUp) {
  const [typed, setTyped] = useState("");
  const [found, setFound] = useState<Found>();
  // With all of them here, nobody has to be asked.
  const far = lookUp === undefined || lookUp.more === 0 ? undefined : lookUp;
  const asked = typed.trim();
  const look = async (words: string): Promise<Found> => ({ typed: words, ...((await far?.find(words)) ?? nothing) });
  const isAsked = far !== undefined && asked !== "";
  useLookUp(isAsked && found?.typed !== asked ? asked : undefined, rest, look, setFound);
  const finder = useMemo(() => finderOf(all, ({ label, alias = "" }) => `${label} ${alias}`.trimEnd()), [all]);
  const near = useMemo(() => (typed === "" ? all : finder.find(typed).map(({ item }) => item)), [finder, typed, all]);
  // What was found before stays until there is what is found now.
  const items = isAsked ? (found?.items ?? all) : near;
  return {
    typed,
    items,
    more: isAsked ? (found?.more ?? 0) : (far?.more ?? 0),
    /** The items that what is typed by now is about, which may have to be waited for. */
    async settled(): Promise<readonly Item[]> {
      if (!isAsked || found?.typed === asked) return items;
      const answer = await look(asked);
      setFound(answer);
      return answer.items;
    },
    type: (more: string) => setTyped((old) => old + more.replace(/\s+/g, " ")),
    clear: () => setTyped(""),
    erase: () => setTyped((old) => old.slice(0, -1)),
  };
}

const nothing: FoundItems = { items: [], more: 0 };
