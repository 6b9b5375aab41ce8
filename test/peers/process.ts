/** Child processes of the tests: their output kept, waited for by what they print, ended by their own id. */
import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";

export interface Child extends AsyncDisposable {
  readonly pid: number;
  /** What it printed so far, both streams. */
  output(): string;
  /** What it printed to standard output so far. */
  stdout(): string;
  /** Resolves with the first match in the output; rejects when the process ends or the time passes first. */
  waitFor(pattern: RegExp, milliseconds?: number): Promise<RegExpMatchArray>;
  /** Resolves when it has ended: its exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
  /** Asks it to end, insists after a while; resolves with how it ended. */
  stop(signal?: NodeJS.Signals): Promise<number | NodeJS.Signals>;
}

/** How long a process may take to end before it is killed. */
const patience = 15_000;

export function startChild(command: string, args: readonly string[], options: SpawnOptions = {}): Child {
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], ...options });
  const texts = { out: "", all: "" };
  const listeners = new Set<() => void>();
  const take = (chunk: Buffer, isOut: boolean) => {
    texts.all += chunk.toString();
    if (isOut) texts.out += chunk.toString();
    for (const listener of listeners) listener();
  };
  child.stdout?.on("data", (chunk: Buffer) => take(chunk, true));
  child.stderr?.on("data", (chunk: Buffer) => take(chunk, false));
  const ended = end(child);
  // A test that never looks at `ended` still must not die of it.
  ended.catch(() => undefined);

  const stop = async (signal: NodeJS.Signals = "SIGTERM") => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    const insist = setTimeout(() => child.kill("SIGKILL"), patience);
    return ended.finally(() => clearTimeout(insist));
  };
  return {
    pid: child.pid ?? -1,
    output: () => texts.all,
    stdout: () => texts.out,
    ended,
    stop,
    waitFor(pattern, milliseconds = 30_000) {
      return new Promise((resolve, reject) => {
        const settle = (act: () => void) => {
          clearTimeout(timer);
          listeners.delete(look);
          act();
        };
        const lost = (why: string) =>
          settle(() => reject(new Error(`${command}: ${why} before ${pattern} was seen. It printed:\n${texts.all}`)));
        const look = () => {
          const match = texts.all.match(pattern);
          if (match !== null) settle(() => resolve(match));
        };
        const timer = setTimeout(() => lost(`${milliseconds} ms passed`), milliseconds);
        listeners.add(look);
        ended.then(
          (how) => lost(`it ended (${how})`),
          (error: unknown) => lost(String(error)),
        );
        look();
      });
    },
    [Symbol.asyncDispose]: async () => void (await stop()),
  };
}

function end(child: ChildProcess): Promise<number | NodeJS.Signals> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    // `close` comes after the last output, `exit` may not.
    child.once("close", (code, signal) => resolve(code ?? signal ?? "SIGKILL"));
  });
}

/** Runs a command to its end. Never throws for its exit code: the tests look at it. */
export async function runCommand(
  command: string,
  args: readonly string[],
  options: SpawnOptions & { input?: string | Buffer } = {},
): Promise<{ code: number | NodeJS.Signals; stdout: string; stderr: string }> {
  const { input, ...rest } = options;
  const child = spawn(command, args, { timeout: 60_000, ...rest, stdio: ["pipe", "pipe", "pipe"] });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    stdout += chunk;
  });
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    stderr += chunk;
  });
  // A command that ends without reading its input is judged by its exit code, not by the broken pipe.
  child.stdin.on("error", () => undefined);
  child.stdin.end(input ?? "");
  return { code: await end(child), stdout, stderr };
}

/** Whether a program is on the PATH. */
export async function installed(program: string): Promise<boolean> {
  const { code } = await runCommand("/bin/sh", ["-c", `command -v ${program}`]);
  return code === 0;
}
