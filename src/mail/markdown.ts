/** The HTML form of what an agent typed: Markdown for their own words, quotations and signature as they stand. Safe by construction. */
import MarkdownIt from "markdown-it";

/** No HTML of the text's own survives, and `javascript:` and its kin make no links: both are the library's promise. */
const words = new MarkdownIt("default", { html: false, linkify: true, breaks: true });
// An indented line is no code, and a line above dashes no heading: people write so in mail.
words.disable(["code", "lheading", "reference"]);
/** What others wrote, and signatures: nothing means anything but addresses on the web. */
const verbatim = new MarkdownIt("zero", { html: false, linkify: true, breaks: true });
verbatim.enable(["newline", "linkify"]);

/** Colours are left to the reader's program, which may show dark; grey with half its strength is seen on both. */
const line = "rgba(128,128,128,0.5)";
const styles: Readonly<Record<string, string>> = {
  blockquote_open: `margin:0 0 1em 0;padding:0 0 0 1em;border-left:2px solid ${line}`,
  table_open: "border-collapse:collapse;margin:0 0 1em 0",
  th_open: `border:1px solid ${line};padding:4px 8px;text-align:left`,
  td_open: `border:1px solid ${line};padding:4px 8px`,
};
for (const [rule, style] of Object.entries(styles)) {
  words.renderer.rules[rule] = (tokens, index, options, _env, self) => {
    tokens[index]?.attrJoin("style", style);
    return self.renderToken(tokens, index, options);
  };
}
words.renderer.rules.fence = (tokens, index) =>
  `<pre style="border:1px solid ${line};padding:8px;overflow-x:auto"><code>${escapeHtml(tokens[index]?.content ?? "")}</code></pre>\n`;
words.renderer.rules.image = (tokens, index, _options, environment) => {
  const token = tokens[index];
  const source = String(token?.attrGet("src") ?? "");
  const shown = escapeHtml(token?.content ?? "");
  const known: unknown = environment?.contentIds;
  const contentId: unknown = known instanceof Map ? known.get(imageName(source)) : undefined;
  if (typeof contentId === "string") {
    return `<img src="cid:${escapeHtml(contentId)}" alt="${shown}" style="max-width:100%;height:auto">`;
  }
  // A picture elsewhere would tell its server who reads; the reader decides.
  return /^https?:/i.test(source) ? `<a href="${escapeHtml(source)}">${shown || escapeHtml(source)}</a>` : shown;
};

/**
 * @param text LF line ends
 * @param contentIds by file name of an attachment: its Content-ID without brackets, for `![…](name.png)`
 * @returns the inside of a body element
 */
export function htmlOf(text: string, contentIds: ReadonlyMap<string, string>): string {
  const { body, signature } = splitSignature(text);
  const html = blocksOf(body.split("\n"))
    .map((block) => (block.quoted ? quotation(block.lines) : words.render(block.lines.join("\n"), { contentIds })))
    .join("");
  return signature === undefined ? html : `${html}<div>--&nbsp;<br>${plain(signature)}</div>\n`;
}

/** File names of images that a text shows. */
export function imagesIn(text: string): ReadonlySet<string> {
  return new Set(
    [...splitSignature(text).body.matchAll(/!\[[^\]]*\]\(([^)\s]+)\)/g)].map((match) => imageName(match[1] ?? "")),
  );
}

function imageName(source: string): string {
  const name = source.replace(/^cid:/i, "");
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** RFC 3676 §4.3: the signature follows a line of two dashes and a blank. */
function splitSignature(text: string): { readonly body: string; readonly signature: string | undefined } {
  const at = text.lastIndexOf("\n-- \n");
  return at < 0 ? { body: text, signature: undefined } : { body: text.slice(0, at + 1), signature: text.slice(at + 5) };
}

interface Block {
  readonly quoted: boolean;
  readonly lines: readonly string[];
}

/** Runs of quoted lines and of others; what stands between fences is never a quotation. */
function blocksOf(lines: readonly string[]): readonly Block[] {
  const blocks: { quoted: boolean; lines: string[] }[] = [];
  let fenced = false;
  for (const one of lines) {
    if (/^(?:```|~~~)/.test(one)) fenced = !fenced;
    const quoted = !fenced && one.startsWith(">");
    const last = blocks.at(-1);
    if (last?.quoted === quoted) last.lines.push(one);
    else blocks.push({ quoted, lines: [one] });
  }
  return blocks;
}

/** Deeper than that is no quotation any more but a mishap. */
const deepest = 20;

function quotation(lines: readonly string[], depth = 1): string {
  const inner = lines.map((one) => one.replace(/^> ?/, ""));
  const content = blocksOf(inner)
    .map((block) =>
      block.quoted && depth < deepest
        ? quotation(block.lines, depth + 1)
        : `<div>${plain(block.lines.join("\n"))}</div>\n`,
    )
    .join("");
  // Mail programs fold what is cited.
  return `<blockquote type="cite" style="${styles.blockquote_open}">${content}</blockquote>\n`;
}

function plain(text: string): string {
  const kept = text.replace(/\n+$/, "").replace(/^ +/gm, (blanks) => "\u00a0".repeat(blanks.length));
  return verbatim.renderInline(kept).replaceAll("\n\n", "\n<br>\n");
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
