/** Every command, loaded only when it is asked for: a pipe delivery waits for no daemon. A new one is a file and a line here. */
import type { CliCommand } from "./command.ts";

/** In the order in which help lists them. */
const loaders: Readonly<Record<string, () => Promise<CliCommand>>> = {
  serve: async () => (await import("./commands/serve.ts")).serve,
  init: async () => (await import("./commands/init.ts")).init,
  tui: async () => (await import("./commands/tui.ts")).tui,
  ticket: async () => (await import("./commands/ticket/index.ts")).ticket,
  ingest: async () => (await import("./commands/ingest.ts")).ingest,
  fetch: async () => (await import("./commands/fetch.ts")).fetch,
  parse: async () => (await import("./commands/parse.ts")).parse,
  explain: async () => (await import("./commands/explain.ts")).explain,
  queue: async () => (await import("./commands/queue.ts")).queue,
  admin: async () => (await import("./commands/admin/index.ts")).admin,
  completion: async () => (await import("./commands/completion.ts")).completion,
  version: async () => (await import("./commands/version.ts")).version,
};

/** The command that the words name, or all of them where they name none: for help, and to suggest what was meant. */
export async function commandsFor(words: readonly string[]): Promise<readonly CliCommand[]> {
  const name = commandName(words);
  const load = name === undefined || !Object.hasOwn(loaders, name) ? undefined : loaders[name];
  return load === undefined ? await Promise.all(Object.values(loaders).map((one) => one())) : [await load()];
}

function commandName(words: readonly string[]): string | undefined {
  // `--config FILE` is the only option before the command that takes a word of its own.
  return words.find((word, index) => !word.startsWith("-") && words[index - 1] !== "--config");
}
