/** What the elements of HTML mean for a text: a table, and the styles that hide. */
import type { Attributes } from "./tags.ts";

/** Have no end and no content. */
export const voids = new Set(
  "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr".split(" "),
);

/** Nothing inside is for a reader. */
export const silent = new Set(
  "style script title template noframes select datalist object applet svg math xml audio video canvas iframe map head-junk".split(
    " ",
  ),
);

/** Begin and end a line. */
export const blocks = new Set(
  (
    "address article aside body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form " +
    "header hgroup html legend li main menu nav ol section summary table tbody td tfoot th thead tr ul"
  ).split(" "),
);

/** Stand apart by an empty line. */
export const paragraphs = new Set("p h1 h2 h3 h4 h5 h6 blockquote pre listing xmp dl".split(" "));

/** An end tag of another element does not reach over these (HTML Living Standard §13.2.4.2, shortened). */
export const borders = new Set([...blocks, ...paragraphs]);

export function isHidden(attributes: Attributes): boolean {
  if (attributes.has("hidden")) return true;
  const style = attributes.get("style");
  return (
    style !== undefined &&
    /(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$)|max-height\s*:\s*0(?:px|pt|em)?\s*(?:;|!|$))/i.test(
      style,
    )
  );
}

/** Word writes each line as a paragraph without room around it. */
export function isTight(name: string, attributes: Attributes): boolean {
  if (name !== "p") return false;
  if (/(?:^|\s)(?:x_)*Mso/i.test(attributes.get("class") ?? "")) return true;
  const style = attributes.get("style") ?? "";
  return (
    /margin(?:-top|-bottom)?\s*:\s*0(?:px|pt|in|cm|em)?(?![.\d])/i.test(style) &&
    !/margin-bottom\s*:\s*0*[1-9]/i.test(style)
  );
}

export function keepsSpace(name: string, attributes: Attributes): boolean {
  if (name === "pre" || name === "listing" || name === "xmp" || name === "textarea") return true;
  return /white-space\s*:\s*pre/i.test(attributes.get("style") ?? "");
}
