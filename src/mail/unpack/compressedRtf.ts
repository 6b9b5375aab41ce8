/** Compressed rich text as Outlook sends it (MS-OXRTFCP): LZFu, a window of 4 kB that begins full. */

const prefill = Buffer.from(
  "{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx",
  "latin1",
);
const window = 4096;
/** Octets; a letter is smaller. */
const maxSize = 20_000_000;

/** undefined for what is not of that form. Damaged data end where they are damaged. */
export function inflateRtf(bytes: Buffer): Buffer | undefined {
  if (bytes.length < 16) return undefined;
  const size = Math.min(bytes.readUInt32LE(4), maxSize);
  const kind = bytes.toString("latin1", 8, 12);
  if (kind === "MELA") return bytes.subarray(16, 16 + size);
  return kind === "LZFu" ? inflate(bytes, size) : undefined;
}

function inflate(bytes: Buffer, size: number): Buffer {
  const dictionary = Buffer.alloc(window);
  prefill.copy(dictionary);
  let place = prefill.length;
  // No token of two octets makes more than 17.
  const output = Buffer.alloc(Math.min(size, bytes.length * 17));
  let written = 0;
  const put = (octet: number): void => {
    dictionary[place] = octet;
    place = (place + 1) % window;
    if (written < output.length) output[written] = octet;
    written += 1;
  };
  for (let at = 16; at < bytes.length && written < output.length; ) {
    const control = bytes[at] ?? 0;
    at += 1;
    for (let bit = 0; bit < 8 && at < bytes.length; bit += 1) {
      if ((control & (1 << bit)) === 0) {
        put(bytes[at] ?? 0);
        at += 1;
        continue;
      }
      if (at + 1 >= bytes.length) return output.subarray(0, Math.min(written, output.length));
      const token = bytes.readUInt16BE(at);
      at += 2;
      const from = token >> 4;
      // A reference to the place of writing ends the data.
      if (from === place) return output.subarray(0, Math.min(written, output.length));
      for (let count = 0; count < (token & 15) + 2; count += 1) put(dictionary[(from + count) % window] ?? 0);
    }
  }
  return output.subarray(0, Math.min(written, output.length));
}
