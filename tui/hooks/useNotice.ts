/** The one line that tells what was done, or what went wrong and what to do. */
import { useCallback, useState } from "react";
import { ClientError } from "../client/transport.ts";

export interface Notice {
  readonly kind: "done" | "wrong";
  readonly text: string;
}

export interface Notices {
  readonly notice: Notice | undefined;
  readonly say: (text: string) => void;
  /** Shows an error; one that a login mends asks for it. */
  readonly tell: (error: unknown) => void;
  readonly clear: () => void;
}

export function useNotice(loginNeeded: () => void): Notices {
  const [notice, setNotice] = useState<Notice | undefined>();
  const say = useCallback((text: string) => setNotice({ kind: "done", text }), []);
  const clear = useCallback(() => setNotice(undefined), []);
  const tell = useCallback(
    (error: unknown) => {
      if (error instanceof ClientError && error.failure === "login") loginNeeded();
      const text = error instanceof Error ? error.message : String(error);
      setNotice({ kind: "wrong", text: text.slice(0, 1).toUpperCase() + text.slice(1) });
    },
    [loginNeeded],
  );
  return { notice, say, tell, clear };
}
