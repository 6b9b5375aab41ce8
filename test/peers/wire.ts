/** A bare TCP, TLS or Unix connection for the tests of single octets: writes what it is told and keeps what it hears. */
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { eventually } from "./eventually.ts";

export class Wire implements AsyncDisposable {
  readonly #socket: Socket;
  #heard = "";
  #closed = false;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setEncoding("latin1");
    socket.on("data", (chunk: string) => {
      this.#heard += chunk;
    });
    socket.on("error", () => undefined);
    socket.on("close", () => {
      this.#closed = true;
    });
  }

  /** @param where `host:port` or a path */
  static async open(where: string): Promise<Wire> {
    const port = where.match(/:(\d+)$/)?.[1];
    const socket =
      port === undefined ? connect(where) : connect({ host: where.slice(0, -port.length - 1), port: Number(port) });
    await once(socket, "connect");
    return new Wire(socket);
  }

  /** All that was heard since the last call that waited. */
  get heard(): string {
    return this.#heard;
  }

  write(text: string | Buffer): void {
    this.#socket.write(text);
  }

  /** Waits until this was heard, gives all up to then, and forgets it. */
  async hear(pattern: RegExp): Promise<string> {
    return await eventually(`${pattern} on the wire (heard: ${JSON.stringify(this.#heard)})`, () => {
      if (!pattern.test(this.#heard)) return undefined;
      const heard = this.#heard;
      this.#heard = "";
      return heard;
    });
  }

  /** One line and its whole answer. */
  async say(line: string): Promise<string> {
    this.write(`${line}\r\n`);
    return (await this.hear(/^(?:\d{3}-.*\r\n)*\d{3} .*\r\n$/)).trimEnd();
  }

  /** Waits until the other side has closed. @returns all that was heard before */
  async ended(): Promise<string> {
    await eventually("the end of the connection", () => this.#closed);
    return this.#heard;
  }

  /** Closes and waits until the other side has, too. */
  async close(): Promise<void> {
    this.#socket.end();
    await this.ended();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#socket.destroy();
  }
}
