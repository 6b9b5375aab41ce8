/** What it costs to decide about a follow-up as the desk grows from ten thousand articles to a million. */
import { systemClock } from "../../../src/clock.ts";
import type { Desk } from "../../../src/desk.ts";
import { postmasterDesk } from "../../../src/intake/desk.ts";
import { intake } from "../../../src/intake/intake.ts";
import type { ParsedMail } from "../../../src/mail/message.ts";
import { parseMail } from "../../../src/mail/parse.ts";
import { rawFromBuffer } from "../../../src/mail/rawSource.ts";
import { decide } from "../../../src/postmaster/decide.ts";
import { initialize } from "../../../src/store/init.ts";
import { openStore } from "../../../src/store/open.ts";
import { reference } from "../../../src/store/reference.ts";
import { testDesk } from "../../desk.ts";
import { servers } from "../../servers.ts";
import { fill } from "../fill.ts";
import { onScratch } from "../run.ts";
import { row, title, verdict } from "../table.ts";

const small = 10_000;
const large = 1_000_000;
const target = 1.5;
/** Threads that are answered; enough that no page is always at hand. */
const threads = 500;
const rounds = 4;

interface Answers {
  readonly kind: string;
  readonly mails: readonly ParsedMail[];
}

const letter = (number: number, subject: string, headers: readonly string[]): Buffer =>
  Buffer.from(
    [
      `From: ann${number}@customer.test`,
      "To: support@localhost",
      `Subject: ${subject}`,
      ...headers,
      "",
      "The text of the mail.",
      "",
    ].join("\r\n"),
  );

/** Begins the threads, and gives the mails that answer them. */
async function begin(desk: Desk): Promise<readonly Answers[]> {
  const byReference: ParsedMail[] = [];
  const byNumber: ParsedMail[] = [];
  const strange: ParsedMail[] = [];
  const parse = (bytes: Buffer) => parseMail(rawFromBuffer(bytes));
  for (let number = 0; number < threads; number += 1) {
    const id = `<thread${number}@customer.test>`;
    const { ticketNumber } = await intake(desk, {
      raw: rawFromBuffer(letter(number, "A thread", [`Message-ID: ${id}`])),
      road: "smtp",
      envelope: { from: `ann${number}@customer.test`, to: ["support@localhost"] },
      trusted: false,
    });
    byReference.push(await parse(letter(number, "Re: a thread", [`In-Reply-To: ${id}`, `References: ${id}`])));
    byNumber.push(await parse(letter(number, `Re: [Ticket#${ticketNumber}] A thread`, [])));
    strange.push(await parse(letter(number, "Re: elsewhere", [`References: <elsewhere${number}@other.test>`])));
  }
  return [
    { kind: "by References", mails: byReference },
    { kind: "by number", mails: byNumber },
    { kind: "of no ticket", mails: strange },
  ];
}

/** Milliseconds a decision; the least of some rounds, so that what else the machine does is left out. */
async function costOf(desk: Desk, mails: readonly ParsedMail[]): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round += 1) {
    const rows = await reference(desk.store);
    const began = performance.now();
    for (const mail of mails) {
      const raw = rawFromBuffer(Buffer.alloc(0));
      const arrival = { mail, raw, envelopeFrom: mail.from[0]?.address, envelopeTo: ["support@localhost"] };
      await decide(
        { ...arrival, trusted: false, authenticated: undefined, treatment: undefined, queue: undefined },
        postmasterDesk(desk, desk.store.db, rows),
      );
    }
    least = Math.min(least, (performance.now() - began) / mails.length);
  }
  return least;
}

async function costs(url: string): Promise<readonly { readonly kind: string; readonly costs: readonly number[] }[]> {
  const store = await openStore(url, { clock: systemClock, create: true });
  try {
    await initialize(store, { clock: systemClock, hashPassword: async () => "-" });
    const desk = testDesk(store);
    const answers = await begin(desk);
    const found = answers.map(({ kind }) => ({ kind, costs: [] as number[] }));
    for (const articles of [small, large]) {
      await fill(store, articles);
      for (const [index, { mails }] of answers.entries()) found[index]?.costs.push(await costOf(desk, mails));
    }
    return found;
  } finally {
    await store.close();
  }
}

export async function followUp(): Promise<void> {
  title("deciding about a follow-up, microseconds", "10,000", "1,000,000", "ratio, target");
  for (const server of servers) {
    if (!(await server.answers())) {
      row(`${server.title}: not measured, ${server.mend}`);
      continue;
    }
    for (const { kind, costs: measured } of await onScratch(server, costs)) {
      const [before = Number.NaN, after = Number.NaN] = measured;
      const ratio = after / before;
      const judged = `${ratio.toFixed(2)}, at most ${target}: ${verdict(ratio <= target)}`;
      row(`${server.title}, ${kind}`, before * 1000, String(Math.round(after * 1000)), judged);
    }
  }
}
