/** An article as the words it is found by. Pure: where they are kept is src/store/searchIndex.ts's business. */
import type { ArticleText } from "../store/searchSource.ts";
import { wordsOf } from "./words.ts";

/** What a word of one field is marked with; any word also stands without a mark. No word of a text has an underscore. */
export const marks = {
  subject: "s_",
  from: "f_",
  to: "t_",
  cc: "c_",
  customer: "u_",
  attachment: "a_",
  number: "n_",
} as const;
export const hasAttachment = "h_attachment";

/** Stands between two fields, so that no phrase reaches from one into the other. */
const between = "___";
/**
 * Words of one article at most, and octets in them: a log file sent as text must not fill the index, and PostgreSQL takes no more
 * than 1 MB, of which the words' places need a part.
 */
const most: Room = { words: 30_000, octets: 700_000 };
/** All but the body: thousands of recipients leave it room. */
const mostOfFields: Room = { words: most.words / 2, octets: most.octets / 2 };
/** Words of one field, which stand there twice. */
const mostOfField = mostOfFields.words / 4;

interface Room {
  readonly words: number;
  readonly octets: number;
}

export function documentOf(article: ArticleText): readonly string[] {
  const { subject, title, from, to, cc, customer, files, body, number } = article;
  // Those that may be long come last.
  const fields = [
    [marks.subject, subject],
    // Most tickets are called as their first mail is.
    [marks.subject, title === subject ? "" : title],
    [marks.number, number],
    [marks.from, from],
    [marks.customer, customer],
    ...files.map((file) => [marks.attachment, file] as const),
    [marks.to, to],
    [marks.cc, cc],
  ] as const;
  const document = new Document();
  if (files.length > 0) document.add([hasAttachment], mostOfFields);
  for (const [mark, text] of fields) {
    const found = wordsOf(text).slice(0, mostOfField);
    if (found.length === 0) continue;
    document.add([...found, between], mostOfFields);
    document.add([...found.map((one) => mark + one), between], mostOfFields);
  }
  document.add(wordsOf(body), most);
  return document.words;
}

class Document {
  readonly words: string[] = [];
  #octets = 0;

  /** As many as there is room for. */
  add(words: readonly string[], room: Room): void {
    for (const word of words) {
      this.#octets += Buffer.byteLength(word);
      if (this.words.length >= room.words || this.#octets > room.octets) return;
      this.words.push(word);
    }
  }
}
