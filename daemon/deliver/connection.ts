/** Connects to an SMTP server and logs in, by nodemailer. */
import SMTPConnection from "nodemailer/lib/smtp-connection";
import type { AccessToken, Login, Server } from "./server.ts";

/** @throws what nodemailer does; the connection is closed then */
export async function connect(server: Server): Promise<SMTPConnection> {
  const connection = new SMTPConnection(optionsFor(server));
  try {
    await new Promise<void>((resolve, reject) => {
      connection.once("error", reject);
      connection.connect((error) => (error ? reject(error) : resolve()));
    });
    if (server.login !== undefined) await logIn(connection, server.login);
    return connection;
  } catch (error) {
    // Its late errors concern nobody any more, but unheard they would end the process.
    connection.on("error", () => {});
    connection.close();
    throw error;
  }
}

function optionsFor(server: Server): SMTPConnection.Options {
  const { host, port, implicitTls, tls, ca, name, ownName, timeouts } = server;
  return {
    host,
    port,
    secure: implicitTls,
    name: ownName,
    ignoreTLS: tls === "off",
    requireTLS: tls === "require" || tls === "verify",
    opportunisticTLS: tls === "opportunistic",
    tls: {
      rejectUnauthorized: tls === "verify",
      ...(/^[\d.]+$|:/.test(name) ? {} : { servername: name }),
      ...(ca === undefined ? {} : { ca }),
    },
    connectionTimeout: timeouts.connect,
    greetingTimeout: timeouts.greeting,
    socketTimeout: timeouts.idle,
  };
}

async function logIn(connection: SMTPConnection, how: Login): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const done = (error?: Error | null): void => (error ? reject(error) : resolve());
    if (how.kind === "password") connection.login({ user: how.user, pass: how.password }, done);
    else {
      // The library's own shape of a token's source; its types know only the options it is usually made from.
      const auth: unknown = { method: "XOAUTH2", user: how.user, oauth2: bearer(how.user, how.accessToken) };
      connection.login(auth as SMTPConnection.Credentials, done);
    }
  });
}

/** SASL XOAUTH2, as Microsoft and Google document it. */
function bearer(user: string, accessToken: AccessToken) {
  return {
    getToken(renew: boolean, done: (error: Error | null, token?: string) => void): void {
      accessToken(renew).then((token) => done(null, token), done);
    },
    buildXOAuth2Token: (token: string): string =>
      Buffer.from(`user=${user}\u0001auth=Bearer ${token}\u0001\u0001`).toString("base64"),
  };
}
