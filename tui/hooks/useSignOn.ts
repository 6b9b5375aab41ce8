/** Signing on by a provider: a code on this screen is confirmed in a browser, wherever the agent has one (RFC 8628). */
import { useEffect, useRef, useState } from "react";
import type { DeviceSignOn, SignOnWays } from "../../src/api/people.ts";
import type { Client } from "../client/client.ts";
import { ClientError } from "../client/transport.ts";

export interface SignOn {
  readonly ways: SignOnWays;
  /** What waits to be confirmed. */
  readonly waiting: { readonly title: string; readonly begun: DeviceSignOn } | undefined;
  /** With the first provider, and when it is not the right one with the next. @throws ClientError */
  begin(): Promise<void>;
  giveUp(): void;
}

/** RFC 8628 §3.5: who asks too often waits so many seconds longer from then on. */
const slower = 5;

/** @param entered once it is confirmed. @param failed with what to show */
export function useSignOn(client: Client, entered: () => Promise<void>, failed: (error: unknown) => void): SignOn {
  // What an older daemon does not know is a password's.
  const [ways, setWays] = useState<SignOnWays>({ passwords: true, providers: [] });
  const [waiting, setWaiting] = useState<SignOn["waiting"]>();
  const next = useRef(0);
  const timer = useRef<NodeJS.Timeout>(undefined);
  const giveUp = (): void => {
    clearTimeout(timer.current);
    timer.current = undefined;
    setWaiting(undefined);
  };
  useEffect(() => {
    client.signOnWays().then(setWays, () => undefined);
    return () => clearTimeout(timer.current);
  }, [client]);

  const ask = (provider: string, deviceCode: string, interval: number): void => {
    const asking = setTimeout(async () => {
      try {
        const answer = await client.signOn(provider, deviceCode).catch(pendingWhileOffline);
        // Given up meanwhile.
        if (timer.current !== asking) return;
        if (answer !== undefined) ask(provider, deviceCode, interval + (answer.slower ? slower : 0));
        else {
          giveUp();
          await entered();
        }
      } catch (error) {
        if (timer.current !== asking) return;
        giveUp();
        failed(error);
      }
    }, interval * 1000);
    timer.current = asking;
  };
  const begin = async (): Promise<void> => {
    giveUp();
    const provider = ways.providers[next.current % ways.providers.length];
    if (provider === undefined) return;
    next.current += 1;
    const begun = await client.beginSignOn(provider.name);
    setWaiting({ title: provider.title, begun });
    ask(provider.name, begun.deviceCode, begun.interval);
  };
  return { ways, waiting, begin, giveUp };
}

function pendingWhileOffline(error: unknown): { readonly slower: boolean } {
  if (error instanceof ClientError && error.failure === "offline") return { slower: false };
  throw error;
}
