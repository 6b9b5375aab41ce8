/** What the terminal UI remembers from one time to the next: where it was, columns and order, whether the tour was seen. */
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { makeFolder } from "../src/makeFolder.ts";

export interface Remembered {
  readonly toured?: boolean;
  readonly preview?: boolean;
  readonly view?: string;
  readonly queue?: string;
  readonly sort?: string;
  /** That the agent keeps, see keptViews.ts. */
  readonly views?: unknown;
  readonly columns?: readonly string[];
  /** Of the reports: the span, by which step they count (as fits when absent), and what they tell apart. */
  readonly reportSpan?: string;
  readonly reportBy?: string;
  readonly reportOf?: string;
  /** Id of the ticket that was open. */
  readonly ticket?: number;
  /** Id of the ticket under the cursor. */
  readonly cursor?: number;
}

export interface Memory {
  readonly known: Remembered;
  remember(change: { readonly [Key in keyof Remembered]: Remembered[Key] | undefined }): void;
  /** Calls back once, with the reason, when what is to be remembered cannot be written. */
  whenLost(tell: (why: unknown) => void): void;
}

export function stateFolder(environment: NodeJS.ProcessEnv): string {
  return join(environment.XDG_STATE_HOME || join(homedir(), ".local", "state"), "gotrs");
}

/** Milliseconds: a hand on the cursor key must not write a file with each step. */
const writeAfter = 1000;

/** A file that is not there, or no longer makes sense, is a fresh start. */
export function openMemory(file: string): Memory {
  let known: Remembered = read(file);
  let timer: NodeJS.Timeout | undefined;
  let lost: ((why: unknown) => void) | undefined;
  const write = (): void => {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    // A disk that takes nothing must not stop the work: what is not remembered is looked up again.
    try {
      writeAtOnce(file, JSON.stringify(known));
    } catch (error) {
      lost?.(error);
      lost = undefined;
    }
  };
  process.once("exit", write);
  return {
    get known() {
      return known;
    },
    remember(change) {
      const next = Object.fromEntries(
        Object.entries({ ...known, ...change }).filter(([, value]) => value !== undefined),
      );
      if (JSON.stringify(next) === JSON.stringify(known)) return;
      known = next;
      timer ??= setTimeout(write, writeAfter).unref();
    },
    whenLost(tell) {
      lost = tell;
    },
  };
}

function read(file: string): Remembered {
  try {
    const value: unknown = JSON.parse(readFileSync(file, "utf8"));
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}

/** All of it or nothing, readable by nobody else. @throws Error of the system */
function writeAtOnce(file: string, content: string): void {
  makeFolder(dirname(file));
  writeFileSync(`${file}.new`, content, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
