/** Colours by meaning; components never name a colour. Under NO_COLOR only the weight of the letters is left. */

const colours = {
  title: "cyan",
  fresh: "yellow",
  customer: "green",
  agent: "blue",
  internal: "magenta",
  faint: "gray",
  good: "green",
  alarm: "red",
} as const;

export type Meaning = keyof typeof colours;

/** https://no-color.org: set and not empty. */
export function colour(meaning: Meaning | undefined): { readonly color?: string; readonly dimColor?: boolean } {
  if (meaning === undefined) return {};
  if (process.env.NO_COLOR) return meaning === "faint" ? { dimColor: true } : {};
  return { color: colours[meaning] };
}
