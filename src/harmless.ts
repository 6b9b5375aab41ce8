/** Text from mail as a terminal may be given it, by the terminal UI and by each command: nothing in it that steers. */

/** Escape, the other control characters and what turns the order of letters round: shown, so that nobody is fooled. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not pass
const steering = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u206f\ufff9-\ufffb]/g;
/** Without width and without meaning on a screen: soft hyphen, joiner of marks, marks of direction, zero width space, tags. */
const invisible = /[\u00ad\u061c\u180e\u200b\u200e\u200f\u2060-\u2064\ufeff\u{e0000}-\u{e007f}]|\u034f/gu;

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
    .replace(invisible, "");
}
