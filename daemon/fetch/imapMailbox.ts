/** Connects to an IMAP server, logs in and opens the account's folder; says what is to be mended where that fails. */
import { ImapFlow, type MailboxObject } from "imapflow";
import { said } from "../../src/said.ts";
import { FetchFailure, fetchFailure, loginRefused } from "./failure.ts";
import type { ServerRefusal } from "./imapCommands.ts";
import type { Opening } from "./session.ts";

/** Milliseconds. */
const connectWithin = 30_000;
const greetWithin = 30_000;

/** @throws FetchFailure */
export async function openMailbox(
  opening: Opening,
): Promise<{ readonly client: ImapFlow; readonly mailbox: MailboxObject }> {
  const client = clientFor(opening);
  try {
    await logIn(client, opening);
    return { client, mailbox: await openFolder(client, opening) };
  } catch (error) {
    client.close();
    throw error;
  }
}

function clientFor({ account, place, credentials, ca }: Opening): ImapFlow {
  return new ImapFlow({
    host: place.host,
    port: place.port,
    secure: place.tls === "implicit",
    ...(place.tls === "implicit" ? {} : { doSTARTTLS: place.tls === "starttls" }),
    auth:
      credentials.kind === "password"
        ? { user: account.login, pass: credentials.password }
        : { user: account.login, accessToken: credentials.token },
    tls: { rejectUnauthorized: !place.anyCertificate, ...(ca === undefined ? {} : { ca: [...ca] }) },
    clientInfo: { name: "gotrs" },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: connectWithin,
    greetingTimeout: greetWithin,
  });
}

async function logIn(client: ImapFlow, { account, place, credentials }: Opening): Promise<void> {
  // An error after connect() also ends what is being awaited; without a listener it would end the process.
  client.on("error", () => {});
  try {
    await client.connect();
  } catch (error) {
    const refusal = error as ServerRefusal;
    const loggingIn = client.greeting !== undefined;
    const unencrypted = loggingIn && client.capabilities.has("LOGINDISABLED");
    if (unencrypted && place.tls === "none") {
      throw new FetchFailure("login", said`${place.host} takes no login without TLS`, {
        mend: said`Change the account's type to IMAPTLS or IMAPS`,
        cause: error,
      });
    }
    if (refusal.authenticationFailed !== true) throw fetchFailure(error, place, loggingIn ? "login" : "greeting");
    throw loginRefused(account.login, place, credentials.kind, refusal.responseText, error);
  }
}

async function openFolder(client: ImapFlow, { account, place }: Opening): Promise<MailboxObject> {
  const mailbox = await client.mailboxOpen(account.folder).catch(async (error: unknown) => {
    if ((error as ServerRefusal).responseStatus === undefined) throw fetchFailure(error, place, "folder");
    const folders = await client.list().then(
      (list) => list.map(({ path }) => path).join(", "),
      () => "",
    );
    throw new FetchFailure("folder", said`${place.host} does not open the folder ${account.folder}`, {
      mend:
        folders === "" ? said`Correct the account's folder` : said`Correct the account's folder; there are: ${folders}`,
      cause: error,
    });
  });
  if (mailbox.readOnly === true && account.after !== "keep") {
    throw new FetchFailure("folder", said`the folder ${account.folder} is read-only`, {
      mend: said`Give the login the right to delete and mark mail there, or set the account to --after keep`,
    });
  }
  return mailbox;
}
