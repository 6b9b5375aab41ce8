/** One SMTP or LMTP connection, with what smtp-server leaves open: limits of errors and time, and no pipelining too early. */
import type { Socket } from "node:net";
import type { SMTPServer } from "smtp-server";
import { SMTPConnection, type SMTPConnectionOptions } from "smtp-server/lib/smtp-connection.js";
import type { SMTPStream } from "smtp-server/lib/smtp-stream.js";

export interface ConversationLimits {
  readonly maxErrors: number;
  /** Milliseconds for the next command, counted from the last answer. */
  readonly command: number;
  /** Milliseconds for the whole connection. */
  readonly session: number;
  /** Whether the client is held to RFC 2920's rules of pipelining. */
  readonly strict: boolean;
}

/** RFC 2920 §3.1: commands that end a group, since the client must see their answer before it goes on. */
const endsGroup = /^(?:EHLO|HELO|LHLO|DATA|STARTTLS|AUTH|QUIT)\b/i;

/** Milliseconds until it is looked again whether a mail is still being stored. */
const again = 1000;

export class Conversation extends SMTPConnection {
  readonly #limits: ConversationLimits;
  readonly #command: NodeJS.Timeout;
  #session: NodeJS.Timeout;
  #errors = 0;

  constructor(server: SMTPServer, socket: Socket, options: SMTPConnectionOptions, limits: ConversationLimits) {
    super(server, socket, options);
    this.#limits = limits;
    this.#command = setTimeout(() => this.#commandIsLate(), limits.command).unref();
    this.#session = setTimeout(() => this.#sessionIsLong(), limits.session).unref();
  }

  /** Whether the client waits for an answer of ours, or sends a message: it would be wrong to cut it off. */
  get busy(): boolean {
    return this._handlerPending || Boolean(this._dataStream);
  }

  override send(code: number, data?: string | string[] | null, context?: string | false): void {
    this.#command.refresh();
    this.#gather(code);
    if (code >= 400 && code !== 421) {
      this.#errors += 1;
    }
    if (this.#errors > this.#limits.maxErrors) {
      super.send(421, "4.7.0 too many errors, goodbye", false);
      return;
    }
    if (Array.isArray(data) && !this.secure) {
      // The answer to EHLO: who is not told of AUTH before TLS does not send a password in the clear (RFC 4954 §4).
      super.send(
        code,
        data.filter((line) => !line.startsWith("AUTH ")),
        context,
      );
      return;
    }
    // Our own answers carry their enhanced status code already (RFC 2034).
    const own = typeof data === "string" && /^[245]\.\d{1,3}\.\d{1,3} /.test(data);
    super.send(code, data, own ? false : context);
  }

  override _createParser(): SMTPStream {
    const parser = super._createParser();
    const write = parser.write.bind(parser) as (chunk: Buffer) => boolean;
    // The socket is piped into the parser, so this is where every octet passes, decrypted.
    parser.write = ((chunk: Buffer): boolean => {
      if (!parser._dataMode && this.#tooEarly(chunk)) {
        this.send(421, "5.5.0 commands before the answer to the last one (RFC 2920)");
        return true;
      }
      return write(chunk);
    }) as SMTPStream["write"];
    return parser;
  }

  override _onClose(): void {
    clearTimeout(this.#command);
    clearTimeout(this.#session);
    super._onClose();
  }

  /** Whether the client went on without waiting for an answer it needed. */
  #tooEarly(chunk: Buffer): boolean {
    if (!this.#limits.strict || this._closing || this._nextHandler !== false) return false;
    const first = chunk.indexOf(0x0a);
    if (first === -1 || first === chunk.length - 1) return false;
    // Who has not said EHLO was not told that it may send several commands at once.
    if (this.openingCommand !== "EHLO" && this.openingCommand !== "LHLO") return true;
    const lines = chunk.toString("latin1").split("\n");
    const last = lines.at(-1) === "" ? lines.length - 2 : lines.length - 1;
    return lines.slice(0, last).some((line) => endsGroup.test(line));
  }

  /** The answers to a group of commands leave in one packet, as RFC 2920 §3.2 wants it. */
  #gather(code: number): void {
    const socket = this._socket;
    // 220 opens the connection, or is the last word before TLS takes the socket over.
    if (code === 220) return;
    socket.cork();
    setImmediate(() => socket.uncork());
  }

  #commandIsLate(): void {
    if (this.busy) this.#command.refresh();
    else this.send(421, "4.4.2 no command for too long, goodbye");
  }

  #sessionIsLong(): void {
    // A message that is there in full is stored and answered first: the client would send it again otherwise.
    const storing = this._handlerPending || (Boolean(this._dataStream) && this._parser && !this._parser._dataMode);
    if (storing) this.#session = setTimeout(() => this.#sessionIsLong(), again).unref();
    else this.send(421, "4.4.2 the connection lasted too long, goodbye");
  }
}
