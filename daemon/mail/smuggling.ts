/**
 * Finds a line with a single dot between line ends that are not both CRLF. Another server may have taken it for the end of
 * the message, and what follows for commands: SMTP smuggling. RFC 5321 §4.1.1.4 allows only CRLF . CRLF.
 */

/** Octets around a chunk's edge in which such a line may lie. */
const edge = 4;

const [lf, cr] = [0x0a, 0x0d];
const dotAfterLf = Buffer.from("\n.");
const dotAfterCr = Buffer.from("\r.");

export class SmugglingWatch {
  /** Before the message stands the end of the DATA command's line. */
  #tail: Buffer = Buffer.from("\r\n");
  #found = false;

  get found(): boolean {
    return this.#found;
  }

  /** Looks at the next chunk of a message whose dots are unstuffed. */
  see(chunk: Buffer): void {
    if (this.#found) return;
    this.#found = holdsFalseEnd(Buffer.concat([this.#tail, chunk.subarray(0, edge)])) || holdsFalseEnd(chunk);
    this.#tail = Buffer.concat([this.#tail, chunk.subarray(-edge)]).subarray(-edge);
  }
}

/** What lies outside `octets` counts as harmless: the overlap with the next chunk shows it whole. */
function holdsFalseEnd(octets: Buffer): boolean {
  for (let at = octets.indexOf(dotAfterCr); at !== -1; at = octets.indexOf(dotAfterCr, at + 1)) {
    const next = octets[at + 2];
    if (next === cr || next === lf) return true;
  }
  for (let at = octets.indexOf(dotAfterLf); at !== -1; at = octets.indexOf(dotAfterLf, at + 1)) {
    const next = octets[at + 2];
    if (next === lf) return true;
    if (next !== cr || at + 3 >= octets.length) continue;
    if (octets[at + 3] !== lf || (at > 0 && octets[at - 1] !== cr)) return true;
  }
  return false;
}
