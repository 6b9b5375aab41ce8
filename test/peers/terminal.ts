/** A real terminal: a program in tmux on a server of its own, driven by keys and read as a person sees it. */
import { randomBytes } from "node:crypto";
import { eventually } from "./eventually.ts";
import { installed, runCommand } from "./process.ts";

export interface Terminal extends AsyncDisposable {
  /** Keys by tmux's names, or text. */
  press(...keys: readonly string[]): Promise<void>;
  /** As a terminal pastes: bracketed where the program asked for it. */
  paste(text: string): Promise<void>;
  screen(): Promise<string>;
  /** With the escape sequences of colours and weights. */
  styled(): Promise<string>;
  /** Waits until the screen shows this, and gives it. */
  see(what: string | RegExp): Promise<string>;
  /** From now on, writes into the file what the program writes. */
  record(file: string): Promise<void>;
  resize(columns: number, rows: number): Promise<void>;
}

export async function terminalAbsent(): Promise<string | undefined> {
  return (await installed("tmux")) ? undefined : "tmux is not installed; apt-get install tmux";
}

/** @throws Error when tmux refuses */
export async function openTerminal(
  command: readonly string[],
  environment: Readonly<Record<string, string>>,
  columns = 80,
  rows = 24,
): Promise<Terminal> {
  const server = `gotrs-test-${randomBytes(6).toString("hex")}`;
  const tmux = async (...args: readonly string[]): Promise<string> => {
    const { code, stdout, stderr } = await runCommand("tmux", ["-L", server, "-f", "/dev/null", ...args]);
    if (code !== 0) throw new Error(`tmux ${args[0]}: ${stderr}`);
    return stdout;
  };
  const variables = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
  // Ink draws nothing where CI is set: nobody would look. What was printed last stays to be read when the program has ended.
  const line = ["env", "-u", "CI", ...variables, ...command]
    .map((word) => `'${word.replaceAll("'", "'\\''")}'`)
    .join(" ");
  await tmux("-u", "new-session", "-d", "-x", `${columns}`, "-y", `${rows}`, `${line}; sleep 60`);
  const screen = (): Promise<string> => tmux("capture-pane", "-p");
  return {
    screen,
    async paste(text) {
      // A code may begin as an option does.
      await tmux("set-buffer", "--", text);
      await tmux("paste-buffer", "-p");
    },
    styled: () => tmux("capture-pane", "-p", "-e"),
    press: async (...keys) => void (await tmux("send-keys", ...keys)),
    async see(what) {
      let last = "";
      try {
        return await eventually(`${what} on the screen`, async () => {
          last = await screen();
          return (typeof what === "string" ? last.includes(what) : what.test(last)) ? last : undefined;
        });
      } catch (error) {
        throw new Error(`${String(error)}. The screen showed:\n${last}`);
      }
    },
    record: async (file) => void (await tmux("pipe-pane", `cat > '${file}'`)),
    resize: async (width, height) => void (await tmux("resize-window", "-x", `${width}`, "-y", `${height}`)),
    [Symbol.asyncDispose]: async () => void (await tmux("kill-server")),
  };
}
