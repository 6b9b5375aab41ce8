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
/** Words of one article at most: a log file sent as text must not fill the index. */
const most = 30_000;

export function documentOf(article: ArticleText): readonly string[] {
  const { subject, title, from, to, cc, customer, files, body, number } = article;
  const fields = [
    [marks.subject, subject],
    // Most tickets are called as their first mail is.
    [marks.subject, title === subject ? "" : title],
    [marks.number, number],
    [marks.from, from],
    [marks.to, to],
    [marks.cc, cc],
    [marks.customer, customer],
    ...files.map((file) => [marks.attachment, file] as const),
  ] as const;
  const words: string[] = files.length > 0 ? [hasAttachment] : [];
  for (const [mark, text] of fields) {
    const found = wordsOf(text);
    if (found.length > 0) words.push(...found, between, ...found.map((one) => mark + one), between);
  }
  for (const one of wordsOf(body)) {
    if (words.length >= most) break;
    words.push(one);
  }
  return words;
}
