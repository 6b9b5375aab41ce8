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

export default {
  input: { run: "dist/src/cli/run.js" },
  platform: "node",
  // Native libraries lie where npm put them; Ink asks for its devtools only where DEV is set.
  external: ["better-sqlite3", "@node-rs/argon2", "react-devtools-core"],
  transform: { define: { "process.env.NODE_ENV": '"production"' } },
  // Names stay, so that a stack trace says where it was.
  output: { dir: "dist/program", format: "esm", cleanDir: true, minify: { compress: false, mangle: false } },
  plugins: [ascii],
  logLevel: "warn",
};
