/** Text from mail as a terminal may be given it, by the terminal UI and by each command: nothing in it that steers, nothing unseen. */

/** Escape, the other control characters and what turns the order of letters round: shown, so that nobody is fooled. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not pass
const steering = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u206f\ufff9-\ufffb]/g;
/** Letters of Hangul that are drawn as a blank, of one or two cells as the terminal likes: a name of them alone is nobody's. */
const blankLetters = /[\u115f\u1160\u3164\uffa0]/g;
/**
 * Without width and without meaning on a screen: soft hyphen, marks of direction, zero width space, tags and the like.
 * Variants of signs stay: they belong to names in Japanese and Mongolian, and to emoji.
 */
const invisible =
  /[\p{Default_Ignorable_Code_Point}--[\u200c\u200d\u115f\u1160\u3164\uffa0\u180b-\u180d\u180f\ufe00-\ufe0f\u{e0100}-\u{e01ef}]]/gv;
/**
 * Joiners where they join nothing. Persian, Indic and related scripts are misspelt without them, and emoji are joined by
 * them; behind any other letter they only make one word look like another.
 */
const scripts = [
  ...["Arab", "Syrc", "Mong", "Nkoo", "Deva", "Beng", "Guru", "Gujr", "Orya", "Taml", "Telu", "Knda", "Mlym", "Sinh"],
  ...["Khmr", "Mymr", "Tibt"],
].map((script) => `\\p{scx=${script}}`);
const joined = `${scripts.join("")}\\p{Extended_Pictographic}\\ufe0f\\u{1f3fb}-\\u{1f3ff}`;
const idleJoiners = new RegExp(`(?<![${joined}])[\\u200c\\u200d]`, "gu");

function picture(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? "\u2421" : "\ufffd";
}

/** Any text without what could steer the terminal; line breaks and tabs stay. */
export function harmless(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n")
    .replace(steering, picture)
    .replace(blankLetters, "\ufffd")
    .replace(invisible, "")
    .replace(idleJoiners, "");
}
