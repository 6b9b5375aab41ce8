/** A real SMTP server that keeps what it is given: the smarthost of the tests. */
import { once } from "node:events";
import { SMTPServer } from "smtp-server";
import { eventually } from "./eventually.ts";

export interface Captured {
  /** Empty for the null sender. */
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: Buffer;
}

export interface Sink extends AsyncDisposable {
  readonly url: string;
  readonly mails: readonly Captured[];
  /** Waits for a mail to this recipient that satisfies `wanted`. */
  mailTo(address: string, wanted?: (mail: Captured) => boolean): Promise<Captured>;
}

export async function startSink(): Promise<Sink> {
  const mails: Captured[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    logger: false,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const { mailFrom, rcptTo } = session.envelope;
        mails.push({
          from: mailFrom === false ? "" : mailFrom.address,
          to: rcptTo.map((recipient) => recipient.address),
          raw: Buffer.concat(chunks),
        });
        done();
      });
    },
  });
  const listener = server.listen(0, "127.0.0.1");
  await once(listener, "listening");
  const address = listener.address();
  if (address === null || typeof address === "string") throw new Error("a TCP server without a port");
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    mails,
    mailTo: (recipient, wanted = () => true) =>
      eventually(`a mail to ${recipient} at the sink`, () =>
        mails.find((mail) => mail.to.includes(recipient) && wanted(mail)),
      ),
    [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
