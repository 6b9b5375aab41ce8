/** Colours by meaning; screens never name a colour. Without colours the weight of the letters is left. */

const meanings = ["title", "fresh", "customer", "agent", "internal", "faint", "good", "alarm"] as const;
export type Meaning = (typeof meanings)[number];

export const themes = ["dark", "light", "contrast", "none"] as const;
export type Theme = (typeof themes)[number];

/** For terminals of 16, 256 and 16 million colours each: parameters of SGR (ECMA-48 §8.3.117). */
type Shades = readonly [few: string, many: string, all: string];

const dark: Readonly<Record<Meaning, Shades>> = {
  title: ["36", "38;5;80", "38;2;86;182;194"],
  fresh: ["33", "33", "38;2;229;192;123"],
  customer: ["32", "38;5;114", "38;2;152;195;121"],
  agent: ["34", "38;5;75", "38;2;97;175;239"],
  internal: ["35", "38;5;176", "38;2;198;120;221"],
  faint: ["90", "38;5;245", "38;2;140;146;160"],
  good: ["32", "38;5;114", "38;2;152;195;121"],
  alarm: ["31", "38;5;203", "38;2;240;98;104"],
};
const light: Readonly<Record<Meaning, Shades>> = {
  title: ["34", "38;5;24", "38;2;0;80;130"],
  fresh: ["31", "38;5;130", "38;2;150;80;0"],
  customer: ["32", "38;5;22", "38;2;0;95;30"],
  agent: ["34", "38;5;19", "38;2;0;50;160"],
  internal: ["35", "38;5;90", "38;2;130;0;130"],
  faint: ["90", "38;5;240", "38;2;85;85;85"],
  good: ["32", "38;5;22", "38;2;0;95;30"],
  alarm: ["31", "38;5;160", "38;2;190;0;0"],
};
/** Faint is not faint, and nothing is told by a dark colour. */
const contrast: Readonly<Record<Meaning, Shades>> = {
  title: ["96", "38;5;51", "38;2;0;255;255"],
  fresh: ["93", "38;5;226", "38;2;255;255;0"],
  customer: ["92", "38;5;46", "38;2;0;255;0"],
  agent: ["97", "38;5;231", "38;2;255;255;255"],
  internal: ["95", "38;5;213", "38;2;255;135;255"],
  faint: ["37", "38;5;252", "38;2;215;215;215"],
  good: ["92", "38;5;46", "38;2;0;255;0"],
  alarm: ["91", "38;5;210", "38;2;255;135;135"],
};

const palettes = { dark, light, contrast } as const;

let paletteInUse: Readonly<Record<Meaning, Shades>> | undefined = dark;
let shade: 0 | 1 | 2 = 0;

/** @param depth bits of colour that the terminal has, as Node's getColorDepth() tells; NO_COLOR makes it 1 there */
export function wear(theme: Theme, depth: number): void {
  paletteInUse = theme === "none" || depth < 4 ? undefined : palettes[theme];
  shade = depth >= 24 ? 2 : depth >= 8 ? 1 : 0;
}

let linking = false;

/** The terminal knows links (OSC 8). */
export function showLinks(): void {
  linking = true;
}

let linear = false;

/** Text for those who hear the screen: no colours, no columns. */
export function speakLines(): void {
  linear = true;
  paletteInUse = undefined;
}

export function isLinear(): boolean {
  return linear;
}

export interface Style {
  readonly meaning?: Meaning | undefined;
  readonly bold?: boolean | undefined;
  readonly inverse?: boolean | undefined;
  readonly link?: string | undefined;
}

/** The text with its style around it. */
export function paint(text: string, { meaning, bold, inverse, link }: Style): string {
  if (text === "" || linear) return text;
  let painted = link === undefined || !linking ? text : `\u001b]8;;${link}\u0007${text}\u001b]8;;\u0007`;
  if (meaning !== undefined && inverse !== true) {
    if (paletteInUse !== undefined) painted = `\u001b[${paletteInUse[meaning][shade]}m${painted}\u001b[39m`;
    else if (meaning === "faint") painted = `\u001b[2m${painted}\u001b[22m`;
  }
  if (bold === true) painted = `\u001b[1m${painted}\u001b[22m`;
  if (inverse === true) painted = `\u001b[7m${painted}\u001b[27m`;
  return painted;
}
