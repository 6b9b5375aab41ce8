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
  /** Shows an error; one that a login mends asks for it. */
  readonly tell: (error: unknown) => void;
  readonly clear: () => void;
}

const kept = 500;

export function useNotice(clock: Clock, loginNeeded: () => void): Notices {
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
      if (error instanceof ClientError && error.failure === "login") loginNeeded();
      const text = messageOf(error);
      show({ kind: "wrong", text: text.slice(0, 1).toUpperCase() + text.slice(1) });
    },
    [loginNeeded, show],
  );
  return { notice, log: () => log.current, say, progress, waiting, tell, clear };
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
