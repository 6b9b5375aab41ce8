/** Opens the HTTP listeners: TCP for everybody with a token, the Unix socket for agents of this machine. */
import { chmodSync } from "node:fs";
import { createServer } from "node:http";
import { listen } from "../listen.ts";
import { TicketTail } from "./api/events.ts";
import { buildHttp, type HttpOptions } from "./server.ts";

export interface HttpServers {
  /** `http://host:port`, or `off`. */
  readonly url: string;
  stop(): Promise<void>;
}

export async function startHttp(options: Omit<HttpOptions, "tail">): Promise<HttpServers> {
  const { http, socket } = options.desk.settings;
  const tail = new TicketTail(options.desk);
  const closing: (() => Promise<void>)[] = [async () => tail.stop()];
  const stop = async (): Promise<void> => {
    for (const close of closing) await close();
  };
  const open = async (where: string, key: string, trusted: boolean): Promise<string> => {
    const app = await buildHttp({ ...options, tail }, trusted);
    await app.ready();
    const server = createServer((request, answer) => app.routing(request, answer));
    const address = await listen(server, where, key);
    closing.push(async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await app.close();
    });
    return address;
  };
  try {
    const url = http.listen === undefined ? "off" : `http://${await open(http.listen, "http.listen", false)}`;
    await open(socket.path, "socket.path", true);
    chmodSync(socket.path, socket.mode);
    return { url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
