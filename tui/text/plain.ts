/** What needs no look at each character, because each takes one cell of the terminal: most of every screen. */

/**
 * Latin, Greek and Cyrillic letters, composed, signs, and what draws lines, bars and marks; none joins another or becomes a
 * picture.
 */
const single = String.raw` -~\u00a1-\u00ac\u00ae-\u024f\u0391-\u03a1\u03a3-\u03ce\u0400-\u0482\u048a-\u052f\u2010-\u2015\u2018-\u201f\u2026\u2190-\u2193\u2500-\u259f\u25cf\u2713`;

/** A text of one line, as many cells wide as it is long. */
export const plainText = new RegExp(`^[${single}]*$`);

/** The same with styles in it (SGR, ECMA-48 §8.3.117), and nothing else that a terminal obeys. */
export const styledPlainText = new RegExp(`^[${single}]*(?:\\u001b\\[[\\d;]*m[${single}]*)*$`);
