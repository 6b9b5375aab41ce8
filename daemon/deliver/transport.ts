/** Hands one mail over: to the smarthost by SMTP, or into the Maildir when there is none. */
import { mkdir, open, rename } from "node:fs/promises";
import { join } from "node:path";
import { createTransport } from "nodemailer";
import type { Settings } from "../../src/config/settings.ts";
import type { ClaimedMail } from "../../src/store/delivery.ts";

export interface Refusal {
  readonly recipients: readonly string[];
  /** undefined when no server answered. */
  readonly code: number | undefined;
  readonly message: string;
}

export interface Handover {
  /** What the server said; only when at least one recipient was accepted. */
  readonly accepted: string | undefined;
  readonly refused: readonly Refusal[];
}

export interface Transport {
  send(mail: ClaimedMail): Promise<Handover>;
  close(): void;
}

export function createOutbound(outbound: Settings["outbound"], fqdn: string): Transport {
  return outbound.smarthost === undefined
    ? maildir(outbound.maildir)
    : smarthost(outbound.smarthost, fqdn, outbound.concurrency);
}

interface SmtpError {
  readonly responseCode?: number;
  readonly response?: string;
  readonly message: string;
  readonly recipient?: string;
}

function smarthost(url: string, fqdn: string, concurrency: number): Transport {
  const { hostname, port, username, password, protocol } = new URL(url);
  const secure = protocol === "smtps:";
  const transport = createTransport({
    pool: true,
    maxConnections: concurrency,
    host: hostname.replace(/^\[|\]$/g, ""),
    port: port === "" ? (secure ? 465 : 25) : Number(port),
    secure,
    name: fqdn,
    ...(username === "" ? {} : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    // A relay on this machine has a certificate of no name; elsewhere a password goes only where the name is proved.
    tls: { rejectUnauthorized: username !== "" },
    connectionTimeout: 30_000,
    greetingTimeout: 30_000,
    socketTimeout: 120_000,
  });
  return {
    async send(mail) {
      try {
        const info = await transport.sendMail({
          envelope: { from: mail.sender, to: [...mail.recipients] },
          raw: mail.raw,
        });
        return {
          accepted: info.response,
          refused: ((info.rejectedErrors ?? []) as SmtpError[]).map((error) => refusal(error, mail)),
        };
      } catch (error) {
        const { rejectedErrors } = error as { rejectedErrors?: readonly SmtpError[] };
        const each = rejectedErrors?.map((one) => refusal(one, mail)) ?? [];
        return { accepted: undefined, refused: each.length > 0 ? each : [refusal(error as SmtpError, mail)] };
      }
    },
    close: () => transport.close(),
  };
}

function refusal(error: SmtpError, mail: ClaimedMail): Refusal {
  return {
    recipients: error.recipient === undefined ? mail.recipients : [error.recipient],
    code: error.responseCode,
    message: (error.response ?? error.message).replace(/\s+/g, " ").slice(0, 1000),
  };
}

/** A repeated delivery of the same queue row overwrites the first, so a crash makes no second file. */
function maildir(folder: string): Transport {
  return {
    async send(mail) {
      const name = `${Date.parse(`${mail.created.replace(" ", "T")}Z`) / 1000}.Q${mail.id}.gotrs`;
      try {
        for (const part of ["tmp", "new", "cur"]) await mkdir(join(folder, part), { recursive: true, mode: 0o700 });
        const file = await open(join(folder, "tmp", name), "w", 0o600);
        try {
          await file.write(`Return-Path: <${mail.sender}>\nX-Envelope-To: ${mail.recipients.join(", ")}\n`);
          await file.write(Buffer.from(mail.raw.toString("latin1").replaceAll("\r\n", "\n"), "latin1"));
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(join(folder, "tmp", name), join(folder, "new", name));
        return { accepted: `written to ${name}`, refused: [] };
      } catch (error) {
        const message = `cannot write to the Maildir: ${error instanceof Error ? error.message : String(error)}`;
        return { accepted: undefined, refused: [{ recipients: mail.recipients, code: undefined, message }] };
      }
    },
    close: () => {},
  };
}
