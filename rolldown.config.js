/** Makes a few files of the program and its libraries, of which Node would else look for two thousand at each start. */

import { fileURLToPath } from "node:url";

/** A file of ASCII alone takes one octet a character in memory, and two with a single other character in it. */
const ascii = {
  name: "ascii",
  generateBundle(_options, files) {
    for (const file of Object.values(files)) if (file.type === "chunk") file.code = escaped(file.code);
  },
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: all that is not ASCII is meant
const others = /[^\x00-\x7f]/g;
const escaped = (code) => code.replace(others, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);

/**
 * Ink takes every frame apart into cells anew, also the lines that stand as they stood: most of the time between a key and its
 * change, and most of the memory. Here lines are put together as they are, what Ink knows of one is kept from frame to frame, and
 * a line that changes from some column on gets the styles that hold there, not all that came before.
 */
const lightFrames = {
  name: "light frames",
  transform(code, id) {
    const change = Object.entries(lighter).find(([end]) => id.endsWith(end))?.[1];
    return late(change === undefined ? code : change(code), id);
  },
};

const ours = (path) => JSON.stringify(fileURLToPath(new URL(`dist/tui/${path}.js`, import.meta.url)));
/** Some screens full. */
const knownLines = 400;

/** End of a library's file → how it is changed. */
const lighter = {
  "/ink/build/output.js": (code) => {
    const quick = `const frame = composed(this.operations, this.height, measured);
      if (frame !== undefined) return { output: frame, height: this.height };`;
    return `import { composed, measuredPlain } from ${ours("frame")};
      ${replaced(code, "    get() {", `    get() { ${quick}`)}
      const known = new Map();
      function measured(line) {
        const before = known.get(line);
        if (before !== undefined) return before;
        const now = measuredPlain(line) ?? measuredByCells(line);
        if (known.size >= ${knownLines}) known.clear();
        known.set(line, now);
        return now;
      }
      function measuredByCells(line) {
        const caches = new OutputCaches();
        const characters = caches.getStyledChars(line);
        const cells = characters.reduce((sum, { value }) => sum + Math.max(1, caches.getStringWidth(value)), 0);
        return { text: styledCharsToString(characters), cells };
      }`;
  },
  "/ink/build/render-node-to-output.js": (code) =>
    `${replaced(code, "import widestLine from 'widest-line';", "import measure from 'widest-line';")}
      const widths = new Map();
      function widestLine(text) {
        if (widths.size >= ${knownLines}) widths.clear();
        if (!widths.has(text)) widths.set(text, measure(text));
        return widths.get(text);
      }`,
  "/ink/build/line-update.js": (code) => {
    const brief = replaced(code, "styles += match[0];", "styles = inForce(styles + match[0]);");
    return `import { inForce } from ${ours("frame")}; import { plainText } from ${ours("text/plain")};
      ${replaced(brief, "const printableAscii = /^[ -~]*$/u;", "const printableAscii = plainText;")}`;
  },
  "/ink/build/sanitize-ansi.js": (code) => `import { styledPlainText } from ${ours("text/plain")};
    ${replaced(code, "const sanitizeAnsi = (text) => {", "const sanitizeAnsi = (text) => { if (styledPlainText.test(text)) return text;")}`,
  "/string-width/index.js": (code) => {
    const quick = "if (plainText.test(string)) return string.length;";
    const last = "return nonAsciiOrControlRegex.test(string)";
    const emoji = /^const emojiPrefixRegex = (\/.*\/v);$/m.exec(code);
    if (emoji === null) throw gone("emojiPrefixRegex");
    // All emoji there are, listed: when the first of them comes is soon enough.
    const lately = `const emojiPrefixRegex = { exec: (text) => ${emoji[1]}.exec(text), test: (text) => ${emoji[1]}.test(text) };`;
    return `import { plainText } from ${ours("text/plain")};
      ${replaced(
        code.replace(emoji[0], () => lately),
        last,
        `${quick} ${last}`,
      )}`;
  },
  "/ink/build/measure-text.js": (code) => replaced(code, "maxSize: 4096", `maxSize: ${knownLines}`),
  "/ink/build/wrap-text.js": (code) => replaced(code, "maxSize: 4096", `maxSize: ${knownLines}`),
  // It holds the program in itself; asked through fetch, Node would load that first, and the text be decoded by it.
  "/yoga-wasm-base64-esm.js": (code) => replaced(code, '"function"!=typeof fetch', "true"),
};

/** What takes characters apart is made when it is needed: making it takes as long as drawing a screen. */
function late(code, id) {
  if (!id.includes("/node_modules/")) return code;
  return code.replace(
    /^const (\w+) = (new Intl\.Segmenter\(.*\));$/m,
    (_line, name, made) =>
      `let ${name}Made; const ${name} = { segment: (text) => (${name}Made ??= ${made}).segment(text) };`,
  );
}

function replaced(code, before, after) {
  if (!code.includes(before)) throw gone(before);
  return code.replace(before, () => after);
}

const gone = (what) => new Error(`A library has no "${what}" any more: see lightFrames in rolldown.config.js`);

export default {
  input: { run: "dist/src/cli/run.js" },
  platform: "node",
  // Native libraries lie where npm put them; Ink asks for its devtools only where DEV is set.
  external: ["better-sqlite3", "@node-rs/argon2", "react-devtools-core"],
  transform: { define: { "process.env.NODE_ENV": '"production"' } },
  // Names stay, so that a stack trace says where it was.
  output: { dir: "dist/program", format: "esm", cleanDir: true, minify: { compress: false, mangle: false } },
  plugins: [lightFrames, ascii],
  logLevel: "warn",
};
