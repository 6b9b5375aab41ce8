/** What Perl's escapes and classes mean, in JavaScript's expressions with the flags i and u. */

/** Perl matches letters and digits of every script where JavaScript's own \w knows ASCII only. */
const word = "\\p{L}\\p{M}\\p{N}\\p{Pc}";
/** `[:alpha:]` and the like, inside a class. */
export const posix: Readonly<Record<string, string>> = {
  alpha: "\\p{L}\\p{M}",
  digit: "\\p{Nd}",
  alnum: "\\p{L}\\p{M}\\p{N}",
  upper: "\\p{Lu}",
  lower: "\\p{Ll}",
  space: "\\s",
  blank: " \\t",
  punct: "\\p{P}\\p{S}",
  word,
  xdigit: "0-9A-Fa-f",
  cntrl: "\\p{Cc}",
  ascii: "\\x00-\\x7f",
};
/** Without the flag m, ^ and $ are the very ends of the text in JavaScript. */
export const start = "^";
const end = "$";
export const endOrLine = "(?=\\n?$)";
const boundary = `(?:(?<=[${word}])(?![${word}])|(?<![${word}])(?=[${word}]))`;
/** `\x` outside a class → its translation. */
export const escapes: Readonly<Record<string, string>> = {
  A: start,
  z: end,
  Z: endOrLine,
  b: boundary,
  B: `(?!${boundary})`,
  d: "\\p{Nd}",
  D: "\\P{Nd}",
  w: `[${word}]`,
  W: `[^${word}]`,
  s: "\\s",
  S: "\\S",
  h: "[ \\t\\u00a0]",
  H: "[^ \\t\\u00a0]",
  v: "[\\n\\v\\f\\r]",
  V: "[^\\n\\v\\f\\r]",
  N: "[^\\n]",
  R: "(?:\\r\\n|[\\n\\v\\f\\r])",
  a: "\\x07",
  e: "\\x1b",
  t: "\\t",
  n: "\\n",
  r: "\\r",
  f: "\\f",
};
/** The same inside a class. */
export const inClass: Readonly<Record<string, string>> = {
  ...escapes,
  b: "\\x08",
  w: word,
  W: "\\W",
  h: " \\t\\u00a0",
  v: "\\n\\v\\f\\r",
};
