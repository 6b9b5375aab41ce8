/** The views that agents keep under names of their own, out of what the terminal remembers. Pure. */
import { everythingOpen, type KeptView, sorts, views } from "./views.ts";

/** @param remembered whatever the file says; what is no view is left out */
export function keptViews(remembered: unknown): readonly KeptView[] {
  return Array.isArray(remembered) ? remembered.flatMap(viewOf) : [];
}

function viewOf(remembered: unknown): readonly KeptView[] {
  if (typeof remembered !== "object" || remembered === null) return [];
  const { name, view, queue, search, sort }: Partial<Record<keyof KeptView, unknown>> = remembered;
  if (typeof name !== "string" || name === "") return [];
  return [
    {
      name,
      view: views.find((one) => one === view) ?? everythingOpen.view,
      queue: typeof queue === "string" ? queue : undefined,
      search: typeof search === "string" ? search : "",
      sort: sorts.find((one) => one === sort) ?? everythingOpen.sort,
    },
  ];
}

/** By their names; one of the same name gives way. */
export function withView(kept: readonly KeptView[], view: KeptView): readonly KeptView[] {
  return [...withoutView(kept, view.name), view].toSorted((one, other) => one.name.localeCompare(other.name));
}

export function withoutView(kept: readonly KeptView[], name: string): readonly KeptView[] {
  return kept.filter((one) => one.name !== name);
}
