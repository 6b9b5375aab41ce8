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
    if (id.endsWith("/ink/build/output.js")) {
      const quick = `const frame = composed(this.operations, this.height, measured);
        if (frame !== undefined) return { output: frame, height: this.height };`;
      return `import { composed } from ${frame};
        ${replaced(code, "    get() {", `    get() { ${quick}`)}
        const known = new Map();
        function measured(line) {
          const before = known.get(line);
          if (before !== undefined) return before;
          const caches = new OutputCaches();
          const characters = caches.getStyledChars(line);
          const cells = characters.reduce((sum, { value }) => sum + Math.max(1, caches.getStringWidth(value)), 0);
          if (known.size >= ${knownLines}) known.clear();
          known.set(line, { text: styledCharsToString(characters), cells });
          return known.get(line);
        }`;
    }
    if (id.endsWith("/ink/build/render-node-to-output.js")) {
      return `${replaced(code, "import widestLine from 'widest-line';", "import measure from 'widest-line';")}
        const widths = new Map();
        function widestLine(text) {
          if (widths.size >= ${knownLines}) widths.clear();
          if (!widths.has(text)) widths.set(text, measure(text));
          return widths.get(text);
        }`;
    }
    if (id.endsWith("/ink/build/line-update.js")) {
      return `import { inForce } from ${frame};
        ${replaced(code, "styles += match[0];", "styles = inForce(styles + match[0]);")}`;
    }
    if (/\/ink\/build\/(?:measure-text|wrap-text)\.js$/.test(id)) {
      return replaced(code, "maxSize: 4096", `maxSize: ${knownLines}`);
    }
    if (id.endsWith("/yoga-wasm-base64-esm.js")) {
      // It holds the program in itself; asked through fetch, Node would load that first, and the text be decoded by it.
      return replaced(code, '"function"!=typeof fetch', "true");
    }
    return undefined;
  },
};
const frame = JSON.stringify(fileURLToPath(new URL("dist/tui/frame.js", import.meta.url)));
/** Some screens full. */
const knownLines = 400;

function replaced(code, before, after) {
  if (!code.includes(before)) throw new Error(`Ink has no "${before}" any more: see lightFrames in rolldown.config.js`);
  return code.replace(before, after);
}

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
