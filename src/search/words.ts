/** Text as the words that are searched: folded so that spelling, accents and scripts without blanks do not hide what is meant. */

/** Characters of a word that count; longer ones are the lines of encoded data. */
const longest = 64;

const foldings: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
};
/** Letters whose marks are accents; in other scripts marks are vowels, and stay. */
const accented = /([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}])\p{Mn}+/gu;
/** Scripts that write without blanks between words. */
const unspaced =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+/u;
const splitting = new RegExp(`(${unspaced.source})`, "u");
const word = /[\p{L}\p{N}\p{M}]+/gu;

/** @returns words in order; of a run without blanks each two neighbours, and its last character */
export function wordsOf(text: string): readonly string[] {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant; most mail is nothing else.
  if (/^[\x00-\x7f]*$/.test(text)) return (text.toLowerCase().match(/[a-z0-9]+/g) ?? []).map(cut);
  return (folded(text).match(word) ?? []).flatMap(pieces);
}

/** A word of the text and where it stands. */
export interface Place {
  readonly start: number;
  readonly end: number;
  readonly words: readonly string[];
}

/** Each word as it is written, with what it is searched by. */
export function* placesOf(text: string): Iterable<Place> {
  for (const { 0: found, index } of text.matchAll(word)) {
    yield { start: index, end: index + found.length, words: wordsOf(found) };
  }
}

export function isUnspaced(text: string): boolean {
  return unspaced.test(text);
}

export function folded(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(accented, "$1")
    .normalize("NFKC")
    .replace(/[ßæœøłđðþı]/g, (letter) => foldings[letter] ?? letter);
}

function pieces(found: string): readonly string[] {
  if (!unspaced.test(found)) return [cut(found)];
  return found.split(splitting).flatMap((part) => {
    if (part === "") return [];
    if (!unspaced.test(part)) return [cut(part)];
    const characters = [...part];
    return characters.map((character, index) => character + (characters[index + 1] ?? ""));
  });
}

function cut(found: string): string {
  return found.length > longest ? found.slice(0, longest) : found;
}
