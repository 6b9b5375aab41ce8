/** A POP3 conversation (RFC 1939, CAPA of RFC 2449, STLS of RFC 2595, SASL of RFC 5034) as one state after the other. */
import type { Place } from "../../src/fetch/account.ts";
import { said } from "../../src/said.ts";
import { FetchFailure, fetchFailure } from "./failure.ts";
import { LineSocket } from "./line.ts";
import type { Credentials } from "./session.ts";

const connectWithin = 30_000;
/** RFC 1939 §3: a server gives its client ten minutes; we give it one. */
const answerWithin = 60_000;

/** RFC 1939's states. */
type State = "authorization" | "transaction" | "over";

/** `-ERR` of a server: its words. */
export class Pop3Refusal extends Error {
  override readonly name = "Pop3Refusal";
}

export class Pop3Client {
  readonly #socket: LineSocket;
  readonly #place: Place;
  #state: State = "authorization";
  /** What CAPA says, upper case; empty where the server does not know it. */
  #capabilities: ReadonlyMap<string, readonly string[]> = new Map();

  private constructor(socket: LineSocket, place: Place) {
    this.#socket = socket;
    this.#place = place;
  }

  /** Connects, with TLS where the account asks for it. @throws FetchFailure */
  static async connect(place: Place, ca: readonly string[] | undefined): Promise<Pop3Client> {
    const socket = await LineSocket.open(place, ca, connectWithin).catch((error: unknown) => {
      throw fetchFailure(error, place, "connect");
    });
    const client = new Pop3Client(socket, place);
    try {
      await client.#greeting();
      await client.#capa();
      if (place.tls === "starttls") {
        await client.#startTls();
        // RFC 2595 §4: capabilities told in the clear are forgotten.
        await client.#capa();
      }
      return client;
    } catch (error) {
      client.drop();
      throw error;
    }
  }

  async #greeting(): Promise<void> {
    const line = await this.#text("greeting");
    if (line.startsWith("+OK")) return;
    throw new FetchFailure(
      "greeting",
      said`${this.#place.host}:${this.#place.port} is no POP3 server or refuses (it says: ${line.slice(0, 200)})`,
      {
        mend: said`Correct the account's type or port`,
      },
    );
  }

  async #capa(): Promise<void> {
    this.#socket.write("CAPA");
    if (!(await this.#text("greeting")).startsWith("+OK")) return;
    const lines = await this.#bodyLines();
    this.#capabilities = new Map(
      lines.map((line) => {
        const [name = "", ...values] = line.toUpperCase().split(/\s+/);
        return [name, values];
      }),
    );
  }

  async #startTls(): Promise<void> {
    try {
      await this.command("STLS");
    } catch (error) {
      if (!(error instanceof Pop3Refusal)) throw error;
      throw new FetchFailure("certificate", said`${this.#place.host} offers no TLS on port ${this.#place.port}`, {
        mend: said`Change the account's type to POP3S, or to POP3 if the network between is yours alone`,
        cause: error,
      });
    }
    await this.#socket.startTls(connectWithin).catch((error: unknown) => {
      throw this.#socket.failure(error, "certificate");
    });
  }

  /** @throws Pop3Refusal when the server does not let us in */
  async logIn(login: string, credentials: Credentials): Promise<void> {
    if (this.#state !== "authorization") throw new Error("logged in already");
    if (credentials.kind === "password") {
      await this.command(`USER ${clean(login)}`, "login");
      await this.command(`PASS ${clean(credentials.password)}`, "login");
    } else await this.#sasl(login, credentials.token);
    this.#state = "transaction";
  }

  /** RFC 7628 and Google's XOAUTH2, whose error answers want one more line from us. */
  async #sasl(login: string, token: string): Promise<void> {
    const offered = this.#capabilities.get("SASL") ?? [];
    const bearer = offered.includes("OAUTHBEARER");
    const secret = bearer
      ? `n,a=${login.replaceAll("=", "=3D").replaceAll(",", "=2C")},\x01host=${this.#place.host}\x01port=${this.#place.port}\x01auth=Bearer ${token}\x01\x01`
      : `user=${login}\x01auth=Bearer ${token}\x01\x01`;
    // RFC 5034 §4: a response this long may not stand in the command's own line.
    this.#socket.write(`AUTH ${bearer ? "OAUTHBEARER" : "XOAUTH2"}`);
    const lines = [Buffer.from(secret).toString("base64"), bearer ? "AQ==" : ""];
    let answer = await this.#text("login");
    for (const line of lines) {
      if (!answer.startsWith("+ ") && answer !== "+") break;
      this.#socket.write(line);
      answer = await this.#text("login");
    }
    if (!answer.startsWith("+OK")) throw new Pop3Refusal(answer.replace(/^-ERR\s*/, ""));
  }

  /** @returns the text after +OK. @throws Pop3Refusal */
  async command(line: string, step: "login" | "transfer" = "transfer"): Promise<string> {
    if (this.#state === "over") throw new FetchFailure("transfer", said`the connection to ${this.#place.host} is over`);
    this.#socket.write(line);
    const answer = await this.#text(step);
    if (answer.startsWith("+OK")) return answer.slice(3).trim();
    if (answer.startsWith("-ERR")) throw new Pop3Refusal(answer.slice(4).trim());
    throw new FetchFailure(step, said`${this.#place.host} answers against the protocol (${answer.slice(0, 200)})`, {
      mend: said`Look at the server; the account's type or port may be wrong`,
    });
  }

  /** A command with lines for an answer, decoded. @throws Pop3Refusal */
  async lines(command: string): Promise<readonly string[]> {
    await this.command(command);
    return await this.#bodyLines();
  }

  /** A mail's octets, piece by piece. It must be read to its end before anything else is asked. @throws Pop3Refusal */
  async *retrieve(message: number): AsyncGenerator<Buffer> {
    await this.command(`RETR ${message}`);
    yield* this.#body();
  }

  async #bodyLines(): Promise<readonly string[]> {
    const pieces: Buffer[] = [];
    for await (const piece of this.#body()) pieces.push(piece);
    const lines = Buffer.concat(pieces).toString("latin1").split(/\r?\n/);
    return lines.filter((line) => line !== "");
  }

  /** What comes up to the lone dot, without the dots that were stuffed (RFC 1939 §3); each piece is whole lines but for those dots. */
  async *#body(): AsyncGenerator<Buffer> {
    for (;;) {
      const lines = await this.#octets(() => this.#socket.lines(answerWithin), "transfer");
      let start = 0;
      for (let at = 0; at < lines.length; at = nextLine(lines, at)) {
        if (lines[at] !== dot) continue;
        if (start < at) yield lines.subarray(start, at);
        const end = lines.indexOf(newline, at) + 1;
        if (end - at <= 3 && lines.toString("latin1", at, end).trim() === ".") {
          this.#socket.unread(lines.subarray(end));
          return;
        }
        start = at + 1;
      }
      if (start < lines.length) yield lines.subarray(start);
    }
  }

  /** Ends the conversation; the server deletes what was marked only now. @throws Pop3Refusal when it could not */
  async quit(): Promise<void> {
    await this.command("QUIT");
    this.drop();
  }

  drop(): void {
    this.#state = "over";
    this.#socket.destroy();
  }

  async #text(step: "greeting" | "login" | "transfer"): Promise<string> {
    return (await this.#line(step)).toString("latin1").trimEnd();
  }

  async #line(step: "greeting" | "login" | "transfer"): Promise<Buffer> {
    return await this.#octets(() => this.#socket.line(answerWithin), step);
  }

  async #octets(read: () => Promise<Buffer>, step: "greeting" | "login" | "transfer"): Promise<Buffer> {
    try {
      return await read();
    } catch (error) {
      throw this.#socket.failure(error, step);
    }
  }
}

const dot = 46;
const newline = 10;

/** Where the next line begins that may have a dot before it; the end when there is none. */
function nextLine(lines: Buffer, from: number): number {
  const found = lines.indexOf("\n.", from, "latin1");
  return found < 0 ? lines.length : found + 1;
}

/** A line end in a name or password would be a command of its own. */
function clean(value: string): string {
  if (/[\r\n\0]/.test(value))
    throw new FetchFailure("login", said`login or password holds a line end`, {
      mend: said`Set them anew with \`gotrs admin mail-account set\``,
    });
  return value;
}
