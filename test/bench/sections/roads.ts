/** Ten thousand mails by each road in, to committed tickets: SMTP, LMTP, `gotrs ingest --mbox`, and IMAP. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { dovecotAbsent, mailPassword, startDovecot } from "../../peers/dovecot.ts";
import { freePort } from "../../peers/freePort.ts";
import { type Installation, install } from "../../peers/gotrs.ts";
import { letter } from "../letter.ts";
import { load, ticketsIn, withDaemon } from "../run.ts";
import { row, title } from "../table.ts";

const mails = 10_000;
/** Seconds after which a road is given up. */
const patience = 300;

const letters = (run: string): Buffer[] => Array.from({ length: mails }, (_, number) => letter(run, number));

/** Seconds that the mails took; `deliver` is what is measured. @throws Error unless each has become a ticket */
async function timed(installation: Installation, deliver: () => Promise<void>): Promise<number> {
  const before = await ticketsIn(installation);
  const began = performance.now();
  await deliver();
  const seconds = (performance.now() - began) / 1000;
  const tickets = (await ticketsIn(installation)) - before;
  if (tickets !== mails) throw new Error(`${mails} mails made ${tickets} tickets`);
  return seconds;
}

type Protocol = "smtp" | "lmtp";

async function listener(protocol: Protocol): Promise<number> {
  await using installation = await install();
  const port = await freePort();
  return await withDaemon(installation, { GOTRS_LMTP_LISTEN: `127.0.0.1:${port}` }, async ({ smtp }) =>
    timed(installation, async () => {
      await load({ port: protocol === "lmtp" ? port : smtp.port, protocol, warmUp: 0, seconds: patience, mails });
    }),
  );
}

async function mbox(): Promise<number> {
  await using installation = await install();
  const file = join(installation.folder, "old.mbox");
  const parts = letters("mbox").flatMap((raw) => ["From customer@customer.test Tue Nov 24 09:14:07 2026\n", raw, "\n"]);
  await writeFile(file, Buffer.concat(parts.map((part) => Buffer.from(part))));
  return await timed(installation, async () => {
    const { code, stderr } = await installation.run(["ingest", "--mbox", file], { timeout: patience * 1000 });
    if (code !== 0) throw new Error(`gotrs ingest ended with ${code}: ${stderr}`);
  });
}

async function imap(): Promise<number> {
  await using dovecot = await startDovecot();
  await using installation = await install();
  await dovecot.deliverAll("support", letters("imap"));
  const secret = join(installation.folder, "secret");
  await writeFile(secret, mailPassword);
  await installation.json(
    ...["admin", "mail-account", "add", "--name", "support", "--type", "IMAP", "--host", "127.0.0.1"],
    ...["--port", `${dovecot.ports.imap}`, "--login", "support", "--password-file", secret, "--after", "delete"],
  );
  return await timed(installation, async () => {
    const { code, stderr } = await installation.run(["fetch", "support"], { timeout: patience * 1000 });
    if (code !== 0) throw new Error(`gotrs fetch ended with ${code}: ${stderr}`);
  });
}

export async function roads(floor: number): Promise<void> {
  title(`${mails} mails to committed tickets, SQLite`, "mails/s", "of floor");
  const tell = (road: string, seconds: number) => {
    const rate = mails / seconds;
    row(road, rate, (rate / floor).toFixed(2));
  };
  tell("SMTP, 8 connections", await listener("smtp"));
  tell("LMTP, 8 connections", await listener("lmtp"));
  tell("gotrs ingest --mbox", await mbox());
  const absent = await dovecotAbsent();
  if (absent === undefined) tell("IMAP, gotrs fetch", await imap());
  else row(`IMAP: not measured, ${absent}`);
}
