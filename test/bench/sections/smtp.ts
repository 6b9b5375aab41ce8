/** Mails a second by SMTP to a committed ticket, and the daemon's memory, on each database. */
import { type Installation, install } from "../../peers/gotrs.ts";
import { dotStuffed, SmtpClient } from "../../peers/smtpClient.ts";
import { type Server, servers } from "../../servers.ts";
import { letterWithAttachment } from "../letter.ts";
import { allowLargePackets } from "../packets.ts";
import { load, memory, onScratch, rateOf, ticketsIn, withDaemon } from "../run.ts";
import { row, title, verdict } from "../table.ts";
import { measureFloor, measuring, warmUp } from "./floor.ts";

const attachmentSize = 25_000_000;
/** A shared machine is faster in one minute than in the next: floor and load take turns, and the median ratio counts. */
const turns = 3;
const targets = { ratio: 0.5, resident: 200, attachment: (3 * attachmentSize) / 1e6 };

interface Figures {
  readonly rate: number;
  /** Of each turn. */
  readonly ratios: readonly number[];
  /** Peak under load, megabytes. */
  readonly resident: number;
  /** Peak while a mail with a large attachment is stored, above what the daemon held before; megabytes. */
  readonly attachment: number;
}

interface UnderLoad {
  readonly rate: number;
  readonly resident: number;
}

async function underLoad(installation: Installation): Promise<UnderLoad> {
  const before = await ticketsIn(installation);
  return await withDaemon(installation, {}, async ({ smtp, child }) => {
    const result = await load({ port: smtp.port, protocol: "smtp", warmUp, seconds: measuring });
    const tickets = (await ticketsIn(installation)) - before;
    if (tickets < result.total) throw new Error(`${result.total} mails were taken, but there are ${tickets} tickets`);
    return { rate: rateOf(result), resident: memory(child.pid, "VmHWM") };
  });
}

async function figuresOf(url: string, floor: number, times: number): Promise<Figures> {
  await using installation = await install(url);
  const found: (UnderLoad & { readonly ratio: number })[] = [];
  for (let turn = 0; turn < times; turn += 1) {
    const floorNow = turn === 0 ? floor : (await measureFloor()).sequence;
    const measured = await underLoad(installation);
    found.push({ ...measured, ratio: measured.rate / floorNow });
  }
  const attachment = await withDaemon(installation, {}, async ({ smtp, child }) => {
    await using client = await SmtpClient.open("127.0.0.1", smtp.port);
    const mail = dotStuffed(letterWithAttachment(attachmentSize));
    const before = memory(child.pid, "VmRSS");
    const answer = await client.sendStuffed({ from: "ann@customer.test", to: ["support@localhost"] }, mail);
    if (answer.code !== 250) throw new Error(`the large mail was answered ${answer.code} ${answer.text}`);
    return memory(child.pid, "VmHWM") - before;
  });
  return {
    rate: median(found.map(({ rate }) => rate)),
    ratios: found.map(({ ratio }) => ratio),
    resident: Math.max(...found.map(({ resident }) => resident)),
    attachment,
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

export async function smtp(floor: number): Promise<void> {
  const figures: { readonly server: Server; readonly figures: Figures }[] = [];
  title("gotrs serve, SMTP to committed ticket", "mails/s", "of floor", "target");
  for (const server of servers) {
    if (!(await server.answers())) {
      row(`${server.title}: not measured, ${server.mend}`);
      continue;
    }
    await using packets = await allowLargePackets(server);
    const judge = server.product === "sqlite";
    const found = await onScratch(server, (url) => figuresOf(url, floor, judge ? turns : 1));
    figures.push({ server, figures: found });
    const ratio = median(found.ratios);
    const each = found.ratios.map((one) => one.toFixed(2)).join(", ");
    const judged = judge ? `at least ${targets.ratio}: ${verdict(ratio >= targets.ratio)} (${each})` : "";
    row(`${server.title}${packets.note}`, found.rate, ratio.toFixed(2), judged);
  }
  title("memory of the daemon", "MB", "", "target");
  for (const { server, figures: found } of figures) {
    const judged = `under ${targets.resident}: ${verdict(found.resident < targets.resident)}`;
    row(`${server.title}: peak under that load`, found.resident, "", judged);
  }
  for (const { server, figures: found } of figures) {
    const judged = `at most ${targets.attachment}: ${verdict(found.attachment <= targets.attachment)}`;
    row(`${server.title}: peak above idle, mail with 25 MB attached`, found.attachment, "", judged);
  }
}
