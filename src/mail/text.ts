/** Text as a person reads it: free of control characters, quoted. */

/** LF line ends, no control characters but tab and line feed. */
export function cleanText(text: string): string {
  return printable(text.replace(/\r\n?/g, "\n"));
}

/** One line: what stands in a header or a name. */
export function cleanLine(text: string): string {
  return printable(text.replace(/[\r\n\t]+/g, " ")).trim();
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what has to go (C0, DEL, C1)
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** An escape leaves its picture, so that a reader sees why `[31m` stands there; the others leave nothing. */
function printable(text: string): string {
  return text.replaceAll("\u001b", "\u241b").replace(controls, "").toWellFormed();
}

/** Each line behind `> `; what is quoted already is not given a blank more. */
export function quote(text: string): string {
  const lines = text.trimEnd().split("\n");
  return lines.map((line) => (line.startsWith(">") ? `>${line}` : `> ${line}`.trimEnd())).join("\n");
}

/** In one pass: a regular expression for it takes the square of the line ends that stand elsewhere. */
export function withoutFinalLineEnds(text: string): string {
  let end = text.length;
  while (text[end - 1] === "\n") end -= 1;
  return text.slice(0, end);
}
