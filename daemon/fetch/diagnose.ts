/** Tries an account step by step and says in words what is well, what is not, and what to do. Changes nothing on the server. */
import type { FindingView } from "../../src/api/fetching.ts";
import type { Desk } from "../../src/desk.ts";
import { isExpected } from "../../src/errors.ts";
import { type Place, placeOfAccount } from "../../src/fetch/account.ts";
import { authorities } from "../../src/network/authorities.ts";
import { addressesOf } from "../../src/network/names.ts";
import { joined, type Sentences, said, spoken, type Words } from "../../src/said.ts";
import type { MailAccount } from "../../src/store/mailAccounts.ts";
import { reference } from "../../src/store/reference.ts";
import { certificateFault, FetchFailure, fetchFailure, type Step } from "./failure.ts";
import { openMailbox } from "./index.ts";
import { LineSocket, type SeenCertificate } from "./line.ts";
import { Memory } from "./memory.ts";

export interface Finding {
  readonly step: Step;
  readonly verdict: "good" | "warning" | "bad";
  readonly text: Words;
  readonly mend?: Words;
}

/** Of which each part is said in one language. */
export function findingView({ step, verdict, text, mend }: Finding, sentences: Sentences = {}): FindingView {
  return {
    step,
    verdict,
    text: spoken(text, sentences),
    ...(mend === undefined ? {} : { mend: spoken(mend, sentences) }),
  };
}

const patience = 15_000;
/** Milliseconds before its end at which a certificate is worth a word. */
const soon = 14 * 86_400_000;

/** Ends after the first step that is bad: what comes after it cannot work. */
export async function* diagnose(desk: Desk, account: MailAccount): AsyncGenerator<Finding> {
  let place: Place;
  let ca: readonly string[] | undefined;
  try {
    place = placeOfAccount(account);
    ca = authorities(desk.settings.fetch.caFile, "fetch.caFile");
  } catch (error) {
    yield bad("settings", error);
    return;
  }
  yield* settings(desk, account, place);
  try {
    yield await resolve(place);
    yield* converse(desk, place, ca);
    yield* enter(desk, account);
  } catch (error) {
    yield bad("transfer", error);
  }
}

function bad(step: Step, error: unknown): Finding {
  if (!isExpected(error)) throw error;
  return {
    step: error instanceof FetchFailure ? error.step : step,
    verdict: "bad",
    text: joined([error.where, error.told.what], ": "),
    ...(error.told.mend === undefined ? {} : { mend: error.told.mend }),
  };
}

async function* settings(desk: Desk, account: MailAccount, place: Place): AsyncGenerator<Finding> {
  const { queueId, after, moveFolder, type, host } = account;
  const queue = queueId === 0 ? undefined : (await reference(desk.store)).queues.byId(queueId);
  if (queueId !== 0 && queue === undefined) {
    yield {
      step: "settings",
      verdict: "warning",
      text: said`the account's queue (id ${queueId}) does not exist; its mail goes by recipient`,
      mend: said`Choose a queue with \`gotrs admin mail-account set --queue\``,
    };
  }
  if (place.tls === "none" && !/^(localhost|127\.|::1$)/.test(host)) {
    yield {
      step: "settings",
      verdict: "warning",
      text: said`${type} sends the password and all mail in the clear`,
      mend: said`Use ${type}S or ${type}TLS unless the network between is yours alone`,
    };
  }
  const settled = {
    delete: said`deleted there`,
    move: said`moved to the folder ${moveFolder ?? ""}`,
    seen: place.protocol === "imap" ? said`marked as read there` : said`left there`,
    keep: said`left there`,
  }[after];
  const text =
    queue === undefined
      ? said`mail goes by recipient; once stored it is ${settled}`
      : said`mail goes to the queue ${queue.name}; once stored it is ${settled}`;
  yield { step: "settings", verdict: "good", text };
}

async function resolve(place: Place): Promise<Finding> {
  try {
    return { step: "dns", verdict: "good", text: await addressesOf(place.host) };
  } catch (error) {
    throw fetchFailure(error, place, "dns");
  }
}

/** Connects, looks at the certificate, waits for the greeting. */
async function* converse(desk: Desk, place: Place, ca: readonly string[] | undefined): AsyncGenerator<Finding> {
  // The certificate is judged here, so that all of it can be told.
  const socket = await LineSocket.open({ ...place, anyCertificate: true }, ca, patience).catch((error: unknown) => {
    throw fetchFailure(error, place, "connect");
  });
  try {
    yield { step: "connect", verdict: "good", text: said`${place.host} accepts connections on port ${place.port}` };
    if (place.tls === "implicit") yield judgeCertificate(desk, place, socket.certificate());
    const greeting = await say(socket, place, undefined, "greeting");
    if (!/^(\+OK|\* (OK|PREAUTH))/i.test(greeting)) {
      throw new FetchFailure(
        "greeting",
        said`that is no ${place.protocol.toUpperCase()} server, or it refuses: ${greeting}`,
        {
          mend: said`Correct the account's type or port`,
        },
      );
    }
    yield { step: "greeting", verdict: "good", text: said`it says: ${greeting}` };
    if (place.tls !== "starttls") return;
    const answer = await say(socket, place, place.protocol === "imap" ? "a STARTTLS" : "STLS", "certificate");
    if (!/^(\+OK|a OK)/i.test(answer)) {
      throw new FetchFailure(
        "certificate",
        said`${place.host} offers no TLS on port ${place.port} (it says: ${answer})`,
        {
          mend: said`Change the account's type to ${place.protocol.toUpperCase()}S, or without TLS if the network between is yours alone`,
        },
      );
    }
    await socket.startTls(patience).catch((error: unknown) => {
      throw fetchFailure(error, place, "certificate");
    });
    yield judgeCertificate(desk, place, socket.certificate());
  } finally {
    socket.destroy();
  }
}

async function say(socket: LineSocket, place: Place, line: string | undefined, step: Step): Promise<string> {
  try {
    if (line !== undefined) socket.write(line);
    return (await socket.line(patience)).toString("latin1").trim().slice(0, 200);
  } catch (error) {
    throw fetchFailure(error, place, step);
  }
}

function judgeCertificate(desk: Desk, place: Place, seen: SeenCertificate | undefined): Finding {
  if (seen === undefined) throw new Error("TLS without a certificate");
  const until = seen.until.toISOString().slice(0, 10);
  const described = said`for ${seen.names}, by ${seen.issuer}, until ${until}`;
  const fault = seen.fault === undefined ? undefined : (certificateFault(seen.fault, place)?.what ?? seen.fault);
  if (fault !== undefined && !place.anyCertificate) {
    const { mend } = certificateFault(seen.fault ?? "", place) ?? { mend: said`Ask the server's owner` };
    throw new FetchFailure("certificate", joined([fault, joined(["(", described, ")"], "")], " "), { mend });
  }
  if (fault !== undefined) {
    const text = said`${fault} (${described}); the account allows any certificate`;
    return { step: "certificate", verdict: "warning", text };
  }
  if (seen.until.getTime() - desk.clock.now().getTime() < soon) {
    return {
      step: "certificate",
      verdict: "warning",
      text: said`the certificate ends soon (${described})`,
      mend: said`Have it renewed before that day`,
    };
  }
  return { step: "certificate", verdict: "good", text: said`the certificate is right: ${described}` };
}

/** Logs in and looks into the folder. */
async function* enter(desk: Desk, account: MailAccount): AsyncGenerator<Finding> {
  const session = await openMailbox(desk, account).catch((error: unknown) => error);
  if (session instanceof Error) {
    if (session instanceof FetchFailure && session.step === "folder") yield loggedIn(account);
    throw session;
  }
  // openMailbox threw nothing else than errors.
  const open = session as Awaited<ReturnType<typeof openMailbox>>;
  try {
    yield loggedIn(account);
    const memory = await Memory.load(desk, account.id, open);
    const { present, wanted } = await open.list(true, memory.isStored);
    const { maxSize } = desk.settings.fetch;
    const large = wanted.filter(({ size }) => size > maxSize);
    const [all, fetched] = [present?.size ?? 0, wanted.length - large.length];
    yield {
      step: "folder",
      verdict: "good",
      text:
        open.road === "imap"
          ? said`the folder ${open.folder} holds ${all} mails, of which ${fetched} are to be fetched`
          : said`the mailbox holds ${all} mails, of which ${fetched} are to be fetched`,
    };
    for (const { uid, size } of large) {
      yield {
        step: "folder",
        verdict: "warning",
        text: said`mail ${uid} has ${size} octets, more than fetch.maxSize (${maxSize}), and stays there`,
        mend: said`Raise fetch.maxSize, or take the mail away`,
      };
    }
    await open.end();
  } finally {
    open.drop();
  }
}

function loggedIn({ login }: MailAccount): Finding {
  return { step: "login", verdict: "good", text: said`the login of ${login} is accepted` };
}
