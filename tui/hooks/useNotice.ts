/** The one line that tells what was done, or what went wrong and what to do; and the log of all that was told. */
import { useCallback, useRef, useState } from "react";
import type { Clock } from "../../src/clock.ts";
import { ClientError } from "../client/transport.ts";
import { text } from "../messages.ts";

export interface Notice {
  readonly kind: "done" | "wrong";
  readonly text: string;
}

export interface Logged extends Notice {
  readonly when: Date;
}

export interface Notices {
  readonly notice: Notice | undefined;
  /** The newest last. */
  readonly log: () => readonly Logged[];
  readonly say: (text: string) => void;
  /** While something long goes on; not for the log. */
  readonly progress: (text: string) => void;
  /** Whether the agent waits for a key; what is told already stays. */
  readonly waiting: (slow: boolean) => void;
  /** Shows an error, or asks for the login that mends it. */
  readonly tell: (error: unknown) => void;
  readonly clear: () => void;
}

const kept = 500;

/** @param loginNeeded asks for a login where one can be asked for, and says whether it did */
export function useNotice(clock: Clock, loginNeeded: () => boolean): Notices {
  const [notice, setNotice] = useState<Notice | undefined>();
  const log = useRef<readonly Logged[]>([]);
  const show = useCallback(
    (told: Notice) => {
      // What goes wrong with each key that is typed is one line of the log.
      const again = told.kind === "wrong" && log.current.at(-1)?.text === told.text;
      const before = again ? log.current.slice(0, -1) : log.current;
      log.current = [...before, { ...told, when: clock.now() }].slice(-kept);
      setNotice(told);
    },
    [clock],
  );
  const say = useCallback((text: string) => show({ kind: "done", text }), [show]);
  const progress = useCallback((text: string) => setNotice({ kind: "done", text }), []);
  const waiting = useCallback((slow: boolean) => {
    const told = text("say.waiting");
    setNotice((old) => (slow ? (old ?? { kind: "done", text: told }) : old?.text === told ? undefined : old));
  }, []);
  const clear = useCallback(() => setNotice(undefined), []);
  const tell = useCallback(
    (error: unknown) => {
      // What asks for it says so itself, and what was told here would stay when somebody has logged in.
      if (error instanceof ClientError && error.failure === "login" && loginNeeded()) return clear();
      const text = messageOf(error);
      show({ kind: "wrong", text: asSentence(text) });
    },
    [loginNeeded, show, clear],
  );
  return { notice, log: () => log.current, say, progress, waiting, tell, clear };
}

/** A word of a language begins with a capital; a file, an address or a field is spelled as it is. */
export function asSentence(words: string): string {
  return /^\p{Ll}[\p{L}']*,?(?: |$)/u.test(words) ? words.slice(0, 1).toUpperCase() + words.slice(1) : words;
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
