/** A real SMTP server that keeps what it is given, or refuses it as it is told: the smarthost of the tests. */
import { once } from "node:events";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { eventually } from "./eventually.ts";

export interface Captured {
  /** Empty for the null sender. */
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: Buffer;
  /** Whether it came over TLS. */
  readonly secure: boolean;
  /** Whom the client logged in as. */
  readonly user: string | undefined;
}

/** What the server says instead of yes: `451 4.7.1 greylisted`. Undefined for yes. */
type Answer = string | undefined;

export interface SinkOptions {
  readonly onMail?: (from: string) => Answer;
  readonly onRecipient?: (address: string) => Answer;
  readonly onMessage?: (mail: Captured) => Answer | Promise<Answer>;
  readonly onConnect?: () => Answer;
  /** Offers STARTTLS with this certificate, or speaks TLS from the start. */
  readonly tls?: { readonly cert: string; readonly key: string; readonly implicit?: boolean };
  /** Asks for a login; the password, or the access token of XOAUTH2. */
  readonly login?: (user: string, secret: string) => boolean;
  readonly port?: number;
  readonly host?: string;
}

export interface Sink extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  readonly mails: readonly Captured[];
  /** How many conversations were begun. */
  connections(): number;
  /** The most conversations that were open at a time. */
  mostAtATime(): number;
  /** Waits for a mail to this recipient that satisfies `wanted`. */
  mailTo(address: string, wanted?: (mail: Captured) => boolean): Promise<Captured>;
}

export async function startSink(options: SinkOptions = {}): Promise<Sink> {
  const mails: Captured[] = [];
  let connections = 0;
  let open = 0;
  let most = 0;
  const server = new SMTPServer({
    ...security(options),
    disableReverseLookup: true,
    logger: false,
    onConnect(_session, done) {
      connections += 1;
      open += 1;
      most = Math.max(most, open);
      done(refusal(options.onConnect?.()));
    },
    onClose() {
      open -= 1;
    },
    onMailFrom({ address }, _session, done) {
      done(refusal(options.onMail?.(address)));
    },
    onRcptTo({ address }, _session, done) {
      done(refusal(options.onRecipient?.(address)));
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", async () => {
        const { mailFrom, rcptTo } = session.envelope;
        const mail: Captured = {
          from: mailFrom === false ? "" : mailFrom.address,
          to: rcptTo.map((recipient) => recipient.address),
          raw: Buffer.concat(chunks),
          secure: session.secure,
          user: typeof session.user === "string" ? session.user : undefined,
        };
        const refused = refusal(await options.onMessage?.(mail));
        if (refused === undefined) mails.push(mail);
        done(refused);
      });
    },
  });
  // A client that breaks off its TLS handshake is none of the server's faults.
  server.on("error", () => undefined);
  const listener = server.listen(options.port ?? 0, options.host ?? "127.0.0.1");
  await once(listener, "listening");
  const address = listener.address();
  if (address === null || typeof address === "string") throw new Error("a TCP server without a port");
  return {
    url: `${options.tls?.implicit ? "smtps" : "smtp"}://127.0.0.1:${address.port}`,
    port: address.port,
    mails,
    connections: () => connections,
    mostAtATime: () => most,
    mailTo: (recipient, wanted = () => true) =>
      eventually(`a mail to ${recipient} at the sink`, () =>
        mails.find((mail) => mail.to.includes(recipient) && wanted(mail)),
      ),
    [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function security({ tls, login }: SinkOptions): SMTPServerOptions {
  const off = [...(tls === undefined ? ["STARTTLS"] : []), ...(login === undefined ? ["AUTH"] : [])];
  return {
    disabledCommands: off,
    authOptional: login === undefined,
    ...(tls === undefined ? {} : { cert: tls.cert, key: tls.key, secure: tls.implicit ?? false }),
    ...(login === undefined
      ? {}
      : {
          authMethods: ["PLAIN", "LOGIN", "XOAUTH2"],
          allowInsecureAuth: true,
          onAuth({ username = "", password, accessToken }, _session, done) {
            if (login(username, password ?? accessToken ?? "")) done(null, { user: username });
            else done(refusal("535 5.7.8 wrong password") ?? null);
          },
        }),
  };
}

function refusal(answer: Answer): Error | undefined {
  if (answer === undefined) return undefined;
  const [code = "", ...text] = answer.split(" ");
  return Object.assign(new Error(text.join(" ")), { responseCode: Number(code) });
}
