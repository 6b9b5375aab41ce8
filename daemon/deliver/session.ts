/** One conversation with an SMTP server: opened, a mail at a time, closed. Chooses no server and retries nothing. */
import { Readable } from "node:stream";
import type SMTPConnection from "nodemailer/lib/smtp-connection";
import { connect } from "./connection.ts";
import type { Server } from "./server.ts";
import type { Refusal } from "./verdict.ts";
import { wireAddress } from "./wireAddress.ts";

export interface Envelope {
  /** Empty for the null sender. */
  readonly sender: string;
  readonly recipients: readonly string[];
}

export interface Handover {
  /** Recipients the server took the mail for, and its words; undefined when for none. */
  readonly accepted: { readonly recipients: readonly string[]; readonly message: string } | undefined;
  readonly refused: readonly Refusal[];
  /** Whether not one octet of the message was handed over, so that another server may be tried at once. */
  readonly untouched: boolean;
}

/** The server was not reached or let us not in; nothing was said about any mail. */
export class SessionFailure extends Error {
  override readonly name = "SessionFailure";
  readonly code: number | undefined;
  readonly status: string | undefined;
  /** Whether TLS was what failed. */
  readonly tls: boolean;

  constructor(server: Server, error: SmtpError) {
    super(words(server, error), { cause: error });
    this.code = error.responseCode;
    this.status = enhanced(error.response);
    this.tls = error.code === "ETLS" || isCertificateFault(error);
  }

  refusal(recipients: readonly string[]): Refusal {
    return { recipients, code: this.code, status: this.status, message: this.message, about: "connection" };
  }
}

interface SmtpError extends Error {
  readonly code?: string;
  readonly responseCode?: number;
  readonly response?: string;
  readonly recipient?: string;
  readonly rejectedErrors?: readonly SmtpError[];
}

export class Session {
  readonly #server: Server;
  readonly #connection: SMTPConnection;
  #usable = true;
  #sent = 0;

  private constructor(server: Server, connection: SMTPConnection) {
    this.#server = server;
    this.#connection = connection;
    connection.on("error", () => {
      this.#usable = false;
    });
    connection.on("end", () => {
      this.#usable = false;
    });
  }

  /** @throws SessionFailure */
  static async open(server: Server): Promise<Session> {
    const connection = await connect(server).catch((error: unknown) => {
      throw new SessionFailure(server, error as SmtpError);
    });
    const session = new Session(server, connection);
    connection.removeAllListeners("error");
    connection.on("error", () => {
      session.#usable = false;
    });
    return session;
  }

  /** Whether another mail may be sent in it. */
  get usable(): boolean {
    return this.#usable;
  }
  /** Mails so far. */
  get sent(): number {
    return this.#sent;
  }

  /** Never throws: what went wrong is in the refusals. */
  async send(envelope: Envelope, raw: Buffer): Promise<Handover> {
    this.#sent += 1;
    let touched = false;
    const message = new Readable({
      read() {
        touched = true;
        this.push(raw);
        this.push(null);
      },
    });
    try {
      const info = await new Promise<SMTPConnection.SentMessageInfo>((resolve, reject) => {
        this.#connection.send(
          { from: envelope.sender, to: envelope.recipients.map(wireAddress), size: raw.length },
          message,
          (error, sent) => (error ? reject(error) : resolve(sent)),
        );
      });
      const refused = ((info.rejectedErrors ?? []) as SmtpError[]).map((error) => this.#refusal(error, envelope));
      const gone = new Set(refused.flatMap(({ recipients }) => recipients));
      const recipients = envelope.recipients.filter((address) => !gone.has(address));
      const message250 = `${this.#server.name}: ${oneLine(info.response)}`;
      return { accepted: { recipients, message: message250 }, refused, untouched: false };
    } catch (error) {
      const failure = error as SmtpError;
      if (failure.responseCode === undefined) this.#usable = false;
      else await this.#reset();
      const each = failure.rejectedErrors?.map((one) => this.#refusal(one, envelope)) ?? [];
      return {
        accepted: undefined,
        refused: each.length > 0 ? each : [this.#refusal(failure, envelope)],
        untouched: !touched,
      };
    }
  }

  close(): void {
    if (this.#usable) this.#connection.quit();
    else this.#connection.close();
    this.#usable = false;
  }

  async #reset(): Promise<void> {
    if (!this.#usable) return;
    await new Promise<void>((resolve) => {
      this.#connection.reset((error) => {
        if (error) this.#usable = false;
        resolve();
      });
    });
  }

  #refusal(error: SmtpError, { recipients }: Envelope): Refusal {
    const told =
      error.recipient === undefined ? undefined : recipients.find((one) => wireAddress(one) === error.recipient);
    return {
      recipients: told === undefined ? recipients : [told],
      code: error.responseCode,
      status: enhanced(error.response),
      message: words(this.#server, error),
      // RFC 5321 §3.8: 421 closes the channel; it is about the server's state.
      about: error.responseCode === undefined || error.responseCode === 421 ? "connection" : "mail",
    };
  }
}

function enhanced(response: string | undefined): string | undefined {
  return /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response ?? "")?.[1];
}

function isCertificateFault(error: SmtpError): boolean {
  return /certificate|altname|self.signed|\bSSL\b|\bTLS\b/i.test(error.message);
}

function words(server: Server, error: SmtpError): string {
  const said = error.response ?? error.message;
  const where = server.host === server.name ? server.name : `${server.name} (${server.host})`;
  return `${where}: ${oneLine(said)}`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim().slice(0, 1000);
}
