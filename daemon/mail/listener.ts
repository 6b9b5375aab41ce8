/** Accepts connections: reads the proxy's header, refuses whom the limits refuse, and begins the conversation with others. */
import type { Socket } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { Conversation, type ConversationLimits } from "./conversation.ts";
import { plain } from "./networks.ts";
import { readProxyHeader, type Source } from "./proxyHeader.ts";

export interface Door {
  /** Whether this peer is a proxy that begins with a header. */
  isProxy(address: string): boolean;
  /** @returns why this client may not come in now, or the limits under which it may and what to call when it is gone */
  admit(address: string): string | Admitted;
  /** For the log. */
  refused(address: string, reason: string): void;
}
export interface Admitted {
  readonly limits: ConversationLimits;
  readonly left: () => void;
}

/** Milliseconds for the proxy's header; it comes with the connection's first packet. */
const headerPatience = 5000;
/** Milliseconds that a refused client is given to read why. */
const refusalPatience = 1000;

export class Listener extends SMTPServer {
  readonly #door: Door;
  readonly #waiting = new Set<Socket>();

  constructor(options: SMTPServerOptions, door: Door) {
    super(options);
    this.#door = door;
    // smtp-server's own way in knows version 1 of the header only, and no networks.
    this.server.removeAllListeners("connection");
    this.server.on("connection", (socket: Socket) => this.#accept(socket));
  }

  /** Ends at once what has nothing to lose: connections without a message on its way. */
  hangUp(): void {
    for (const socket of this.#waiting) socket.destroy();
    for (const conversation of this.connections) {
      if (conversation instanceof Conversation && !conversation.busy) {
        conversation.send(421, "4.3.2 gotrs is stopping, try again soon");
      }
    }
  }

  #accept(socket: Socket): void {
    const peer = plain(socket.remoteAddress ?? "");
    if (peer !== "" && this.#door.isProxy(peer)) this.#readHeader(socket, peer);
    else this.#begin(socket, { address: peer, port: socket.remotePort ?? 0 });
  }

  #readHeader(socket: Socket, proxy: string): void {
    let octets = Buffer.alloc(0);
    this.#waiting.add(socket);
    const end = (): void => {
      clearTimeout(late);
      this.#waiting.delete(socket);
      socket.off("readable", read);
    };
    const drop = (reason: string): void => {
      end();
      this.#door.refused(proxy, reason);
      socket.destroy();
    };
    const late = setTimeout(() => drop("the proxy sent no PROXY header"), headerPatience).unref();
    const read = (): void => {
      const chunk: Buffer | null = socket.read();
      if (chunk === null) return;
      octets = Buffer.concat([octets, chunk]);
      const header = readProxyHeader(octets);
      if (header.kind === "more") return;
      if (header.kind === "invalid") {
        drop(header.reason);
        return;
      }
      end();
      const rest = octets.subarray(header.length);
      if (rest.length > 0) socket.unshift(rest);
      this.#begin(socket, header.source ?? { address: proxy, port: socket.remotePort ?? 0 });
    };
    socket.on("readable", read);
    socket.once("close", end);
    // A connection that breaks before its first word is nobody's loss; "close" follows.
    socket.on("error", () => {});
  }

  #begin(socket: Socket, { address, port }: Source): void {
    const admitted = this.#door.admit(address);
    if (typeof admitted === "string") {
      this.#refuse(socket, address, admitted);
      return;
    }
    socket.once("close", admitted.left);
    const client = { remoteAddress: address, remotePort: port };
    const conversation = new Conversation(this, socket, client, admitted.limits);
    this.connections.add(conversation);
    conversation.on("error", (error: Error) => this._onError(error));
    conversation.init();
  }

  #refuse(socket: Socket, address: string, reason: string): void {
    this.#door.refused(address, reason);
    socket.on("error", () => {});
    // Before TLS has begun there is no way to say why.
    if (this.options.secure) {
      socket.destroy();
      return;
    }
    socket.end(`421 ${reason}\r\n`);
    socket.resume();
    setTimeout(() => socket.destroy(), refusalPatience).unref();
  }
}
