/** Colours by meaning; components never name a colour. NO_COLOR leaves the weight of the letters. */
interface Theme {
  readonly title: string;
  readonly fresh: string;
  readonly customer: string;
  readonly agent: string;
  readonly faint: string;
  readonly alarm: string;
}

const colours: Theme = {
  title: "cyan",
  fresh: "yellow",
  customer: "green",
  agent: "blue",
  faint: "gray",
  alarm: "red",
};

/** undefined leaves the terminal's own colour. */
export function colour(meaning: keyof Theme): { readonly color?: string } {
  return process.env.NO_COLOR ? {} : { color: colours[meaning] };
}
