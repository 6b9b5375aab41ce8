/** Makes a few files of the program and its libraries, of which Node would else look for two thousand at each start. */
export default {
  input: { run: "dist/src/cli/run.js" },
  platform: "node",
  // Native libraries lie where npm put them; Ink asks for its devtools only where DEV is set.
  external: ["better-sqlite3", "@node-rs/argon2", "react-devtools-core"],
  transform: { define: { "process.env.NODE_ENV": '"production"' } },
  // Names stay, so that a stack trace says where it was.
  output: { dir: "dist/program", format: "esm", cleanDir: true, minify: { compress: false, mangle: false } },
  logLevel: "warn",
};
