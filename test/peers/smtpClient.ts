/**
 * The smallest honest SMTP client: sends a message's octets exactly as they are, dot-stuffed, and tells every answer.
 * No pipelining, no TLS, no queue. The bench and the tests that care about single octets use it; the others use real peers.
 */
import { connect, type Socket } from "node:net";

export interface Answer {
  readonly code: number;
  readonly text: string;
}

export interface Envelope {
  readonly from: string;
  readonly to: readonly string[];
}

export class SmtpClient implements AsyncDisposable {
  readonly #socket: Socket;
  #buffer = "";
  #lines: string[] = [];
  readonly #answers: Answer[] = [];
  #waiting: { resolve: (answer: Answer) => void; reject: (error: Error) => void } | undefined;
  #closed: Error | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setEncoding("latin1");
    socket.on("data", (chunk: string) => this.#take(chunk));
    socket.on("error", (error) => this.#end(error));
    socket.on("close", () => this.#end(new Error("the server closed the connection")));
  }

  /** Connects and greets. @throws Error when the server refuses either */
  static async open(host: string, port: number, hello = "EHLO client.test"): Promise<SmtpClient> {
    const client = new SmtpClient(connect({ host, port, noDelay: true }));
    await client.#expect(220, "the greeting");
    await client.#expect(250, hello, hello);
    return client;
  }

  /** One command line and its answer. */
  command(line: string): Promise<Answer> {
    this.#socket.write(`${line}\r\n`, "latin1");
    return this.#read();
  }

  /** One message; the answer is that of the first refused command, or the one after the final dot. */
  async send(envelope: Envelope, octets: Buffer): Promise<Answer> {
    return this.sendStuffed(envelope, dotStuffed(octets));
  }

  /** Like `send`, for octets that passed `dotStuffed` already. */
  async sendStuffed(envelope: Envelope, stuffed: Buffer): Promise<Answer> {
    const mail = await this.command(`MAIL FROM:<${envelope.from}>`);
    if (mail.code !== 250) return mail;
    for (const to of envelope.to) {
      const rcpt = await this.command(`RCPT TO:<${to}>`);
      if (rcpt.code !== 250) return this.#reset(rcpt);
    }
    const data = await this.command("DATA");
    if (data.code !== 354) return this.#reset(data);
    this.#socket.write(stuffed);
    return this.#read();
  }

  /** Octets as they are, with no answer waited for. */
  write(octets: string | Buffer): void {
    this.#socket.write(octets, "latin1");
  }

  /** The next answer, for what `write` brought about. */
  answer(): Promise<Answer> {
    return this.#read();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#closed === undefined) await this.command("QUIT").catch(() => undefined);
    this.#socket.destroy();
  }

  /** Breaks the connection off as a crash would. */
  destroy(): void {
    this.#socket.destroy();
  }

  async #reset(refusal: Answer): Promise<Answer> {
    await this.command("RSET");
    return refusal;
  }

  async #expect(code: number, what: string, line?: string): Promise<void> {
    const answer = line === undefined ? await this.#read() : await this.command(line);
    if (answer.code !== code) throw new Error(`${what}: ${answer.code} ${answer.text}`);
  }

  #read(): Promise<Answer> {
    const ready = this.#answers.shift();
    if (ready !== undefined) return Promise.resolve(ready);
    if (this.#closed !== undefined) return Promise.reject(this.#closed);
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
    });
  }

  #take(chunk: string): void {
    this.#buffer += chunk;
    for (let end = this.#buffer.indexOf("\r\n"); end !== -1; end = this.#buffer.indexOf("\r\n")) {
      const line = this.#buffer.slice(0, end);
      this.#buffer = this.#buffer.slice(end + 2);
      this.#lines.push(line.slice(4));
      // RFC 5321 §4.2.1: a hyphen after the code says that more lines follow.
      if (line[3] === "-") continue;
      this.#answer({ code: Number(line.slice(0, 3)), text: this.#lines.join("\n") });
      this.#lines = [];
    }
  }

  #answer(answer: Answer): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting === undefined) this.#answers.push(answer);
    else waiting.resolve(answer);
  }

  #end(error: Error): void {
    this.#closed ??= error;
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.reject(this.#closed);
  }
}

/** RFC 5321 §4.5.2: a dot before every line that begins with one, and the line that ends the message. */
export function dotStuffed(octets: Buffer): Buffer {
  const text = octets.toString("latin1").replace(/(^|\r\n)\./g, "$1..");
  return Buffer.from(text === "" || text.endsWith("\r\n") ? `${text}.\r\n` : `${text}\r\n.\r\n`, "latin1");
}

/** The canonical form for the wire, RFC 5321 §2.3.8: every line end is CRLF, and the last line has one. */
export function wireForm(octets: Buffer): Buffer {
  const text = octets.toString("latin1").replace(/\r\n|\r|\n/g, "\r\n");
  return Buffer.from(text === "" || text.endsWith("\r\n") ? text : `${text}\r\n`, "latin1");
}
