#!/usr/bin/env node
/** The program `gotrs`: on an old Node it starts itself again on the one it brought along. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { keepMemorySmall, keepScreenSmall } from "../../daemon/memory.ts";
import { makeFolder } from "../makeFolder.ts";
import { packageRoot } from "../packageRoot.ts";

/** What the code is written for; older ones, back to `engines` of package.json, only start the newer one. */
const neededMajor = 24;

/** On the Node that the package brought; signals to this process reach it, and its end is ours. */
function startAgain(node: string): void {
  const child = spawn(node, process.argv.slice(1), { stdio: "inherit" });
  const pass = (signal: NodeJS.Signals): void => void child.kill(signal);
  const signals = ["SIGTERM", "SIGINT", "SIGHUP"] as const;
  for (const signal of signals) process.on(signal, pass);
  child.on("exit", (code) => {
    for (const signal of signals) process.off(signal, pass);
    process.exitCode = code ?? 70;
  });
}

function cacheFolder(): string {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "gotrs");
}

/** Where the folder cannot be made, the program only starts more slowly. */
async function keepCompiled(folder: string): Promise<void> {
  try {
    makeFolder(folder);
  } catch {
    return;
  }
  // An old Node has no such function, and would stop at its import.
  const { enableCompileCache } = await import("node:module");
  enableCompileCache(folder);
}

/** The few files that the build made of the program, which are there much sooner than its two thousand parts; else those. */
async function program(): Promise<typeof import("./run.ts")> {
  const built = new URL("../../program/run.js", import.meta.url);
  return existsSync(built) ? await import(built.href) : await import("./run.ts");
}

const [major = "0"] = process.versions.node.split(".");
if (Number(major) >= neededMajor) {
  // Before the program itself is loaded, which would make the heap grow to many times of what it needs later. A screen is
  // there soon when what was compiled once is kept.
  if (process.argv.includes("tui")) {
    keepScreenSmall();
    await keepCompiled(join(cacheFolder(), "compiled"));
  } else keepMemorySmall();
  const { run } = await program();
  process.exitCode = await run(process.argv);
} else {
  const brought = join(packageRoot, "node_modules/node/bin/node");
  if (existsSync(brought)) startAgain(brought);
  else {
    process.stderr.write(
      `gotrs needs Node.js ${neededMajor} or newer, this is ${process.versions.node}. Run: npm ci\n`,
    );
    process.exitCode = 69;
  }
}
