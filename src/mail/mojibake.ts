/** Mends text that was UTF-8, was read as Windows-1252 and encoded once more (`GrÃ¼ÃŸe`); only when that is certain. */

/** What Windows-1252 shows for the octets 0x80–0x9f; those that it has nothing for came through as they were. */
const windows = new Map<string, number>(
  [..."€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ"].map(
    (character, at) => [character, 0x80 + at] as const,
  ),
);
/** An octet that begins a character of UTF-8, and one that goes on. */
const trail = "[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]";
const doubled = new RegExp(`[Â-ß]${trail}|[à-ï]${trail}{2}|[ð-ô]${trail}{3}`, "g");
/** With no letter and no other of its kind beside it: somebody shows it. */
const isolated = new RegExp(`(?<![\\p{L}\\d]|${trail})(?:${doubled.source})(?![a-z\u00c2-\u00f4])`, "gu");
/** Cheap sign that it is worth a look. */
const suspect = new RegExp(`[Â-ô]${trail}`);
const beyondAscii = /[^\p{ASCII}]/gu;

/** Somebody may write about such characters; a text full of them, and without any sound one, was broken on its way. */
const fewest = 3;

export function undoubled(text: string): string {
  if (!suspect.test(text)) return text;
  const found = text.match(doubled) ?? [];
  const inside = found.reduce((sum, piece) => sum + piece.length, 0);
  if (inside !== (text.match(beyondAscii) ?? []).length) return text;
  const alone = text.match(isolated) ?? [];
  if (found.length < fewest || alone.length * 2 > found.length) return text;
  return text.replace(doubled, (piece) => {
    const octets = Buffer.from([...piece].map((character) => windows.get(character) ?? character.charCodeAt(0)));
    const mended = octets.toString("utf8");
    // What was lost before cannot be mended.
    return mended.includes("\ufffd") ? piece : mended;
  });
}
