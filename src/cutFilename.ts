/** A file's name that is too long loses its middle, never its ending: that tells what the file is. */
import { extname } from "node:path";

/** An ending that is longer is none, but a name with a point in it. */
const longestEnding = 16;

/** @param lengthOf what `most` counts: characters, or octets */
export function cutFilename(name: string, most: number, lengthOf: (text: string) => number = charactersOf): string {
  if (lengthOf(name) <= most) return name;
  const found = extname(name);
  const ending = charactersOf(found) > longestEnding ? "" : found;
  const room = most - lengthOf(ending);
  let kept = "";
  let used = 0;
  for (const character of name.slice(0, name.length - ending.length)) {
    used += lengthOf(character);
    if (used > room) break;
    kept += character;
  }
  return kept + ending;
}

function charactersOf(text: string): number {
  return Array.from(text).length;
}
