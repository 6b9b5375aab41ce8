/** Makes a few files of the program and its libraries, of which Node would else look for two thousand at each start. */

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
 * Ink takes every line of the screen apart anew for each frame, also those that stand as they stood: most of the time between a
 * key and its change. What it knows of a line is kept from frame to frame here, until so many lines are known.
 */
const rememberLines = {
  name: "remember lines",
  transform(code, id) {
    if (id.endsWith("/ink/build/output.js")) {
      return `${replaced(code, "caches = new OutputCaches();", "caches = knownLines();")}
        let known = new OutputCaches();
        function knownLines() {
          if (known.styledChars.size > 200 || known.widths.size > 2000) known = new OutputCaches();
          return known;
        }`;
    }
    if (id.endsWith("/ink/build/render-node-to-output.js")) {
      return `${replaced(code, "import widestLine from 'widest-line';", "import measure from 'widest-line';")}
        const widths = new Map();
        function widestLine(text) {
          if (widths.size > 400) widths.clear();
          if (!widths.has(text)) widths.set(text, measure(text));
          return widths.get(text);
        }`;
    }
    return undefined;
  },
};

function replaced(code, before, after) {
  if (!code.includes(before))
    throw new Error(`Ink has no "${before}" any more: see rememberLines in rolldown.config.js`);
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
  plugins: [rememberLines, ascii],
  logLevel: "warn",
};
