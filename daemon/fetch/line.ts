/** A socket read line by line, in octets, with a limit on time and on a line's length; upgraded to TLS when asked. */
import { connect as connectTcp, type Socket } from "node:net";
import { connect as connectTls, TLSSocket } from "node:tls";
import type { Place } from "../../src/fetch/account.ts";
import { said } from "../../src/said.ts";
import { FetchFailure, fetchFailure } from "./failure.ts";

const newline = 10;
/** Octets; RFC 1939 says 512, mail has had longer ones ever since. */
const longestLine = 50_000_000;

function codedError(message: string, code: string): Error {
  return Object.assign(new Error(message), { code });
}

export interface SeenCertificate {
  /** Node's code of what is wrong with it. */
  readonly fault: string | undefined;
  readonly names: string;
  readonly issuer: string;
  readonly until: Date;
}

function first(value: string | string[] | undefined): string {
  return (typeof value === "string" ? value : value?.[0]) ?? "";
}

export class LineSocket {
  #socket: Socket;
  readonly #place: Place;
  readonly #ca: readonly string[] | undefined;
  #chunks: Buffer[] = [];
  #failure: Error | undefined;
  #wake: () => void = () => {};

  private constructor(socket: Socket, place: Place, ca: readonly string[] | undefined) {
    this.#socket = socket;
    this.#place = place;
    this.#ca = ca;
    this.#listen();
  }

  /** @throws what sockets and TLS throw */
  static async open(place: Place, ca: readonly string[] | undefined, within: number): Promise<LineSocket> {
    const socket =
      place.tls === "implicit"
        ? connectTls({ ...tlsOptions(place, ca), host: place.host, port: place.port })
        : connectTcp({ host: place.host, port: place.port });
    await ready(socket, place.tls === "implicit" ? "secureConnect" : "connect", within);
    return new LineSocket(socket, place, ca);
  }

  /** RFC 2595 §4: what was said before TLS counts for nothing, and nothing may be left of it. */
  async startTls(within: number): Promise<void> {
    if (this.#chunks.length > 0) {
      throw new FetchFailure("certificate", said`${this.#place.host} sent data between the go-ahead and TLS`, {
        mend: said`Somebody may be tampering with the connection: use the type POP3S`,
      });
    }
    this.#socket.removeAllListeners();
    const secure = connectTls({ ...tlsOptions(this.#place, this.#ca), socket: this.#socket });
    await ready(secure, "secureConnect", within);
    this.#socket = secure;
    this.#listen();
  }

  /** The other side's certificate; undefined without TLS. */
  certificate(): SeenCertificate | undefined {
    const socket = this.#socket;
    if (!(socket instanceof TLSSocket)) return undefined;
    const { subject, issuer, valid_to, subjectaltname } = socket.getPeerCertificate();
    return {
      // Node keeps the code here, whatever its types say.
      fault: socket.authorizationError ? String(socket.authorizationError) : undefined,
      names: subjectaltname?.replaceAll(/(DNS|IP Address):/g, "") ?? first(subject?.CN),
      issuer: first(issuer?.O ?? issuer?.CN),
      until: new Date(valid_to),
    };
  }

  #listen(): void {
    this.#socket.on("data", (data: Buffer) => {
      this.#chunks.push(data);
      // A reader that is slower than the network makes the network wait.
      if (this.#chunks.length > 64) this.#socket.pause();
      this.#wake();
    });
    const fail = (error: Error): void => {
      this.#failure ??= error;
      this.#wake();
    };
    this.#socket.on("error", fail);
    this.#socket.on("close", () => fail(codedError("connection closed", "ECONNRESET")));
  }

  write(line: string): void {
    this.#socket.write(`${line}\r\n`);
  }

  /** One line with its line end. @param within milliseconds to wait for octets */
  async line(within: number): Promise<Buffer> {
    const lines = await this.lines(within);
    const end = lines.indexOf(newline) + 1;
    this.unread(lines.subarray(end));
    return lines.subarray(0, end);
  }

  /** Every whole line that has come, at least one. @param within milliseconds to wait for octets */
  async lines(within: number): Promise<Buffer> {
    for (let held = 0; ; ) {
      const fresh = this.#chunks.slice(held);
      if (fresh.some((chunk) => chunk.includes(newline))) break;
      held = this.#chunks.length;
      if (this.#chunks.reduce((sum, { length }) => sum + length, 0) > longestLine) {
        throw codedError("a line without an end", "ETOOBIG");
      }
      await this.#more(within);
    }
    const [only, ...others] = this.#chunks;
    const all = others.length === 0 && only !== undefined ? only : Buffer.concat(this.#chunks);
    const end = all.lastIndexOf(newline) + 1;
    this.#chunks = [];
    this.unread(all.subarray(end));
    return all.subarray(0, end);
  }

  /** Puts octets back that belong to what comes next. */
  unread(octets: Buffer): void {
    if (octets.length > 0) this.#chunks.unshift(octets);
  }

  async #more(within: number): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve, reject) => {
      this.#wake = resolve;
      timer = setTimeout(() => reject(codedError(`no answer for ${within / 1000} s`, "ESILENT")), within);
      this.#socket.resume();
    }).finally(() => {
      clearTimeout(timer);
      this.#wake = () => {};
    });
  }

  destroy(): void {
    this.#socket.destroy();
  }

  /** What this socket threw, in words. */
  failure(error: unknown, step: Parameters<typeof fetchFailure>[2]): unknown {
    return fetchFailure(error, this.#place, step);
  }
}

function tlsOptions(place: Place, ca: readonly string[] | undefined) {
  return {
    rejectUnauthorized: !place.anyCertificate,
    ...(ca === undefined ? {} : { ca: [...ca] }),
    // RFC 6066 §3: an address is no server name.
    ...(/^[\d.]+$|:/.test(place.host) ? { host: place.host } : { servername: place.host }),
  };
}

async function ready(socket: Socket, event: "connect" | "secureConnect", within: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      timer = setTimeout(
        () => reject(codedError(`no connection within ${within / 1000} s`, "CONNECT_TIMEOUT")),
        within,
      );
      socket.once(event, resolve);
      socket.once("error", reject);
      socket.once("close", () => reject(codedError("connection closed", "ECONNRESET")));
    });
  } catch (error) {
    socket.destroy();
    throw error;
  } finally {
    clearTimeout(timer);
    socket.removeAllListeners("error");
    socket.removeAllListeners("close");
    // Until the next listener is there, an error must not end the process.
    socket.on("error", () => {});
  }
}
