/** Lists of words that may grow from one version to the next. */

/** One of these, or one that came later: what reads it needs an answer for words that it does not know. */
export type Growing<Known extends string> = Known | (string & {});
