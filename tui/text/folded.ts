/** Without capitals and accents: what people type, and what they mean. */
export function folded(words: string): string {
  return words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
