/** Makes one file of the terminal UI and its libraries, of which Node would else look for a thousand at each start. */
export default {
  input: "dist/tui/main.js",
  platform: "node",
  // Ink asks for it only where DEV is set.
  external: ["react-devtools-core"],
  transform: { define: { "process.env.NODE_ENV": '"production"' } },
  output: { dir: "dist/tui/bundle", format: "esm", cleanDir: true },
  logLevel: "warn",
};
