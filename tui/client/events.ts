/** The stream of changes: listens as long as it is wanted, and comes back by itself after a break. */
import { createParser } from "eventsource-parser";
import type { Transport } from "./transport.ts";

/** Milliseconds before another try. */
const retryAfter = 1000;
/** Milliseconds of silence after which the line counts as broken; the daemon says something every 20 seconds. */
const silence = 50_000;

export interface Listener {
  changed(): void;
  /** @param byLogin it had broken off because the login ended, and goes on with another */
  connected(alive: boolean, byLogin?: boolean): void;
  /** The login has ended. */
  loginNeeded(): void;
}

/** @returns ends it */
export function listen(transport: Transport, listener: Listener): () => void {
  let ended = false;
  let lastId = "";
  let lastToken = transport.token;
  let current: { destroy(): void } | undefined;
  let retry: NodeJS.Timeout | undefined;
  const parser = createParser({
    onEvent({ id }) {
      if (id !== undefined) lastId = id;
      listener.changed();
    },
  });
  const lost = (): void => {
    if (ended || retry !== undefined) return;
    listener.connected(false);
    retry = setTimeout(() => {
      retry = undefined;
      connect();
    }, retryAfter);
  };
  const connect = (): void => {
    parser.reset();
    const used = transport.token;
    const headers: Record<string, string> = lastId === "" ? {} : { "last-event-id": lastId };
    const asked = transport.open("GET", "/events", headers, undefined, (answer) => {
      const alive = answer.statusCode === 200;
      // Somebody may have logged in again meanwhile.
      if (answer.statusCode === 401 && used === transport.token) listener.loginNeeded();
      if (alive) {
        listener.connected(true, used !== lastToken);
        lastToken = used;
        // What happened while nobody listened is looked up once.
        listener.changed();
      }
      answer.setEncoding("utf8");
      answer.on("data", (chunk: string) => alive && parser.feed(chunk));
      answer.on("close", lost);
    });
    asked.setTimeout(silence, () => asked.destroy());
    asked.on("error", lost);
    current = asked;
  };
  connect();
  return () => {
    ended = true;
    clearTimeout(retry);
    current?.destroy();
  };
}
