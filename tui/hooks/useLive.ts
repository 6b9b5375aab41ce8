/** Whether the daemon is there, and a number that grows whenever something may have changed. */
import { useCallback, useEffect, useRef, useState } from "react";
import type { Client } from "../client/client.ts";
import { text } from "../messages.ts";
import { compareVersions } from "../versions.ts";

/** Milliseconds for which changes are gathered: a burst of mail is one look. */
const gatherFor = 100;

export interface Live {
  readonly alive: boolean;
  readonly changes: number;
  /** Look again soon. */
  readonly again: () => void;
}

export function useLive(client: Client, loginNeeded: () => void, say: (told: string) => void, version: string): Live {
  const [alive, setAlive] = useState(true);
  const [changes, setChanges] = useState(0);
  const timer = useRef<NodeJS.Timeout | undefined>(undefined);
  const again = useCallback(() => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      setChanges((count) => count + 1);
    }, gatherFor);
  }, []);
  useEffect(() => {
    let lost = false;
    const connected = (now: boolean, byLogin = false): void => {
      setAlive(now);
      // It may have been exchanged for another meanwhile.
      if (now && lost) {
        // The daemon was never away then.
        if (!byLogin) say(text("header.online"));
        client.me().then(
          (me) => {
            const versions = compareVersions(version, me.version);
            if (versions.kind !== "same") say(versions.said);
          },
          () => undefined,
        );
      }
      lost = !now;
    };
    const end = client.listen({ changed: again, connected, loginNeeded });
    return () => {
      end();
      clearTimeout(timer.current);
      timer.current = undefined;
    };
  }, [client, again, loginNeeded, say, version]);
  return { alive, changes, again };
}
