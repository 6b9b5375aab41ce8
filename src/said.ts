/** Words for people that are written in English where they arise and can be said in another language where they are shown. */

/** A sentence in English with `{0}`, `{1}` … where its values stand, which may be words themselves. */
export interface Said {
  readonly sentence: string;
  readonly values: readonly SaidValue[];
}
/** Whatever a template would show, and words of its own. */
type SaidValue = string | number | boolean | null | undefined | Said;

/** What is only a string is never translated: names, addresses, what other programs said. */
export type Words = string | Said;

/** English sentences → the same in one language. */
export type Sentences = Readonly<Record<string, string>>;

/** Tags a template: said`there is no ticket ${number}`. */
export function said(parts: TemplateStringsArray, ...values: readonly SaidValue[]): Said {
  const sentence = parts.reduce((before, part, at) => `${before}{${at - 1}}${part}`);
  return { sentence, values };
}

/** One after the other, without those that are none, with `between` standing for itself in every language. */
export function joined(words: readonly (Words | undefined)[], between: string): Said {
  const values = words.filter((one) => one !== undefined && one !== "");
  return { sentence: values.map((_, at) => `{${at}}`).join(between), values };
}

/** @param sentences without any, or without this one, it is said in English */
export function spoken(words: Words, sentences: Sentences = {}): string {
  if (typeof words === "string") return words;
  const { sentence, values } = words;
  const own = Object.hasOwn(sentences, sentence) ? sentences[sentence] : undefined;
  return (own ?? sentence).replace(/\{(\d+)\}/g, (_, at: string) => {
    const value = values[Number(at)];
    return typeof value === "object" && value !== null ? spoken(value, sentences) : String(value);
  });
}

/** What is declared elsewhere, as a title or the form of a value, and translated like a sentence. */
export function sayable(sentence: string): Said {
  return { sentence, values: [] };
}
