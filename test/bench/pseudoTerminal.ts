/** A program in a pseudo-terminal: keys in, and when the screen had changed, with how many bytes. */
import { spawn } from "@lydell/node-pty";

/** The end of a synchronized update (DEC mode 2026): from here on the terminal shows the change. */
const endOfUpdate = "\u001b[?2026l";

export interface Change {
  /** From the key press until the last byte of the changed screen. */
  readonly milliseconds: number;
  readonly bytes: number;
}

export interface PseudoTerminal extends Disposable {
  readonly pid: number;
  /** Milliseconds from the start of the program until it had written this. */
  started(what: RegExp): Promise<number>;
  /** Presses a key and waits for the screen to change. @throws Error when it does not within ten seconds */
  press(key: string): Promise<Change>;
  /** The same for programs that do not say where a change ends: until they are silent. */
  pressUntilSilent(key: string): Promise<Change>;
  /** Waits until nothing was written for a while. */
  quiet(): Promise<void>;
  /** Presses a key that ends the program, and waits for its end: what it keeps for the next start is written then. */
  leave(key: string): Promise<void>;
}

const patience = 10_000;
const silence = 60;

export function openPseudoTerminal(
  command: readonly [string, ...string[]],
  env: NodeJS.ProcessEnv,
  size: { readonly columns: number; readonly rows: number },
): PseudoTerminal {
  const [file, ...args] = command;
  const begin = performance.now();
  const pty = spawn(file, args, { name: "xterm-256color", cols: size.columns, rows: size.rows, env });
  let whole = "";
  let last = begin;
  let listener: ((chunk: string) => void) | undefined;
  pty.onData((chunk) => {
    last = performance.now();
    if (whole.length < 1_000_000) whole += chunk;
    listener?.(chunk);
  });
  const until = <T>(what: string, look: (chunk: string) => T | undefined): Promise<T> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`${what} did not come. Written was:\n${whole.slice(-2000)}`)),
        patience,
      );
      listener = (chunk) => {
        const found = look(chunk);
        if (found === undefined) return;
        clearTimeout(timer);
        listener = undefined;
        resolve(found);
      };
      listener("");
    });
  return {
    pid: pty.pid,
    started: (what) => until(String(what), () => (what.test(whole) ? performance.now() - begin : undefined)),
    async press(key) {
      let bytes = 0;
      let tail = "";
      const pressed = performance.now();
      pty.write(key);
      return await until(`a change after ${JSON.stringify(key)}`, (chunk) => {
        bytes += Buffer.byteLength(chunk);
        tail = (tail + chunk).slice(-endOfUpdate.length);
        return tail === endOfUpdate ? { milliseconds: performance.now() - pressed, bytes } : undefined;
      });
    },
    async pressUntilSilent(key) {
      let bytes = 0;
      const pressed = performance.now();
      pty.write(key);
      await until(`a change after ${JSON.stringify(key)}`, (chunk) => {
        bytes += Buffer.byteLength(chunk);
        return chunk === "" ? undefined : true;
      });
      listener = (chunk) => {
        bytes += Buffer.byteLength(chunk);
      };
      while (performance.now() - last < silence) await new Promise((resolve) => setTimeout(resolve, silence / 4));
      listener = undefined;
      return { milliseconds: last - pressed, bytes };
    },
    async quiet() {
      while (performance.now() - last < silence) await new Promise((resolve) => setTimeout(resolve, silence / 4));
    },
    leave: (key) =>
      new Promise((resolve) => {
        pty.onExit(() => resolve());
        pty.write(key);
      }),
    [Symbol.dispose]: () => pty.kill("SIGKILL"),
  };
}
