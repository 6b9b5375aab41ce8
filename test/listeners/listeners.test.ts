/** The SMTP listener as the network sees it: who may come in, which recipients there are, and every limit. */
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { systemClock } from "../../src/clock.ts";
import { initialize } from "../../src/store/init.ts";
import { openStore } from "../../src/store/open.ts";
import type { Store } from "../../src/store/store.ts";
import { eventually } from "../peers/eventually.ts";
import { type TempFolder, tempFolder } from "../peers/tempFolder.ts";
import { Wire } from "../peers/wire.ts";
import { type Asked, type Listening, startListening } from "./desk.ts";

let folder: TempFolder;
let store: Store;

beforeAll(async () => {
  folder = await tempFolder("listeners");
  store = await openStore(`sqlite:${folder.path}/gotrs.db`, { clock: systemClock, create: true });
  await initialize(store, { clock: systemClock, hashPassword: async () => "-" });
});
afterAll(async () => {
  await store.close();
  await folder[Symbol.asyncDispose]();
});

const listening = (asked: Asked = {}): Promise<Listening> => startListening(store, asked);

/** A connection after its EHLO. */
async function greeted({ servers }: Listening): Promise<Wire> {
  const wire = await Wire.open(servers.addresses.smtp);
  await wire.hear(/^220 .*\r\n/);
  await wire.say("EHLO client.test");
  return wire;
}

async function tickets(): Promise<number> {
  return (await store.db.selectFrom("ticket").select("id").execute()).length;
}

let serial = 0;
const letter = (): string => {
  serial += 1;
  return `From: ann@customer.test\r\nTo: support@localhost\r\nSubject: Hello\r\nMessage-ID: <${serial}@listeners.test>\r\n\r\nHello ${serial}\r\n`;
};

async function hand(wire: Wire, to = "support@localhost", message = letter()): Promise<string> {
  await wire.say("MAIL FROM:<ann@customer.test>");
  await wire.say(`RCPT TO:<${to}>`);
  await wire.say("DATA");
  return await wire.say(`${message}.`);
}

test("EHLO tells what the server can", async () => {
  await using desk = await listening();
  await using wire = await Wire.open(desk.servers.addresses.smtp);
  expect(await wire.hear(/^220 .*\r\n/)).toBe("220 desk.test ESMTP gotrs\r\n");
  const answer = await wire.say("EHLO client.test");
  expect(answer.split("\r\n").map((line) => line.slice(4))).toEqual([
    "desk.test greets [127.0.0.1]",
    "PIPELINING",
    "8BITMIME",
    "SMTPUTF8",
    "ENHANCEDSTATUSCODES",
    "SIZE 50000000",
  ]);
  expect(await wire.say("WIZ pass")).toMatch(/^500 5\.5\./);
});

describe("recipients", () => {
  test.each([
    ["support@localhost", 250],
    ["SUPPORT@LocalHost", 250],
    ["support+printer@localhost", 250],
    ["postmaster", 250],
    ["Postmaster@localhost", 250],
    ["postmaster@desk.test", 250],
    ["postmaster@elsewhere.test", 550],
    ["support-printer@localhost", 550],
    ["+support@localhost", 550],
    ["nobody@localhost", 550],
    ["anybody@all.test", 250],
    ["anybody@sub.all.test", 550],
  ])("%s is answered with %i", async (address, code) => {
    await using desk = await listening({ smtp: { catchAll: ["all.test"] } });
    await using wire = await greeted(desk);
    // The null sender, as bounces have it.
    expect(await wire.say("MAIL FROM:<>")).toBe("250 2.1.0 Accepted");
    expect(await wire.say(`RCPT TO:<${address}>`)).toBe(
      code === 250 ? "250 2.1.5 Accepted" : "550 5.1.1 no such address here",
    );
  });

  test("another delimiter separates the detail", async () => {
    await using desk = await listening({ smtp: { recipientDelimiter: "-" } });
    await using wire = await greeted(desk);
    await wire.say("MAIL FROM:<ann@customer.test>");
    expect(await wire.say("RCPT TO:<support-printer@localhost>")).toMatch(/^250 /);
    expect(await wire.say("RCPT TO:<support+printer@localhost>")).toMatch(/^550 /);
  });

  test("more than the limit are put off to another transaction", async () => {
    await using desk = await listening({ smtp: { maxRecipients: 2 } });
    await using wire = await greeted(desk);
    await wire.say("MAIL FROM:<ann@customer.test>");
    const answers = [];
    for (const detail of ["one", "two", "three"])
      answers.push((await wire.say(`RCPT TO:<support+${detail}@localhost>`)).slice(0, 9));
    expect(answers).toEqual(["250 2.1.5", "250 2.1.5", "452 4.5.3"]);
  });
});

describe("who does not keep to the protocol", () => {
  test("a client that talks before the greeting is refused", async () => {
    await using desk = await listening({ smtp: { greetingDelay: 300 } });
    await using wire = await Wire.open(desk.servers.addresses.smtp);
    await new Promise((resolve) => setTimeout(resolve, 200));
    wire.write("EHLO client.test\r\n");
    expect(await wire.ended()).toMatch(/^421 .*talk too soon\r\n$/);
  });

  test("a local client need not wait for the greeting", async () => {
    await using desk = await listening({ smtp: { greetingDelay: 30_000, localNetworks: ["127.0.0.1"] } });
    await using wire = await Wire.open(desk.servers.addresses.smtp);
    expect(await wire.hear(/^220 .*\r\n/)).toMatch(/^220 /);
  });

  test.each([
    ["commands in the packet of EHLO", "EHLO client.test\r\nMAIL FROM:<a@b.test>\r\n"],
    ["several commands after HELO", "HELO client.test\r\nMAIL FROM:<a@b.test>\r\nRCPT TO:<support@localhost>\r\n"],
  ])("%s are refused", async (_name, octets) => {
    await using desk = await listening();
    await using wire = await Wire.open(desk.servers.addresses.smtp);
    await wire.hear(/^220 .*\r\n/);
    wire.write(octets);
    expect(await wire.ended()).toBe("421 5.5.0 commands before the answer to the last one (RFC 2920)\r\n");
  });

  test("a message in the packet of DATA is refused, commands in groups are not", async () => {
    await using desk = await listening();
    const group = "MAIL FROM:<ann@customer.test>\r\nRCPT TO:<support@localhost>\r\nDATA\r\n";
    await using polite = await greeted(desk);
    polite.write(group);
    await polite.hear(/354 .*\r\n$/);
    expect(await polite.say(`${letter()}.`)).toMatch(/^250 2\.0\.0 ticket /);
    await using rude = await greeted(desk);
    rude.write(`${group}${letter()}.\r\n`);
    expect(await rude.ended()).toMatch(/^421 5\.5\.0 /);
  });

  test("a message with a false end is refused, and what follows it is no command", async () => {
    await using desk = await listening();
    await using wire = await greeted(desk);
    const before = await tickets();
    const smuggled = `${letter()}\n.\r\nMAIL FROM:<boss@customer.test>\r\nRCPT TO:<support@localhost>\r\nDATA\r\nSubject: Pay\r\n\r\n`;
    expect(await hand(wire, "support@localhost", smuggled)).toMatch(/^550 5\.6\.0 /);
    expect(await tickets()).toBe(before);
    expect(desk.logged).toContain("a mail with a false end was refused");
    // Line ends alone are no reason.
    expect(await hand(wire, "support@localhost", letter().replaceAll("\r\n", "\n").replace(/\n$/, "\r\n"))).toMatch(
      /^250 /,
    );
  });

  test("too many refused commands end the connection", async () => {
    await using desk = await listening({ smtp: { maxErrors: 3 } });
    await using wire = await greeted(desk);
    await wire.say("MAIL FROM:<ann@customer.test>");
    for (const name of ["a", "b", "c"]) expect(await wire.say(`RCPT TO:<${name}@localhost>`)).toMatch(/^550 /);
    wire.write("RCPT TO:<d@localhost>\r\n");
    expect(await wire.ended()).toBe("421 4.7.0 too many errors, goodbye\r\n");
  });
});

describe("limits", () => {
  test("a mail larger than the limit is refused by its announcement and by its octets", async () => {
    await using desk = await listening({ smtp: { maxSize: 10_000 } });
    await using wire = await greeted(desk);
    expect(await wire.say("MAIL FROM:<ann@customer.test> SIZE=10001")).toMatch(/^552 5\.3\.4 /);
    expect(await hand(wire, "support@localhost", `${letter()}${"x".repeat(70)}\r\n`.repeat(200))).toMatch(
      /^552 5\.3\.4 /,
    );
  });

  test("one client may open only so many connections, another may still come", async () => {
    await using desk = await listening({ smtp: { maxConnectionsPerClient: 2, proxyFrom: ["127.0.0.1"] } });
    const from = async (address: string): Promise<Wire> => {
      const wire = await Wire.open(desk.servers.addresses.smtp);
      wire.write(`PROXY TCP4 ${address} 127.0.0.1 4000 25\r\n`);
      return wire;
    };
    await using first = await from("192.0.2.1");
    await using second = await from("192.0.2.1");
    await first.hear(/^220 /);
    await second.hear(/^220 /);
    await using third = await from("192.0.2.1");
    expect(await third.ended()).toBe("421 4.7.0 192.0.2.1 has 2 connections open already\r\n");
    await using other = await from("192.0.2.2");
    await other.hear(/^220 /);
    await first.close();
    await eventually("a free place", async () => {
      await using again = await from("192.0.2.1");
      return /^220 /.test(await again.hear(/^(?:220|421) .*\r\n/));
    });
  });

  test("one client may connect and mail only so often in a minute", async () => {
    await using desk = await listening({ smtp: { maxConnectionRate: 2, maxMailRate: 2 } });
    await using wire = await greeted(desk);
    for (const code of [250, 250, 450]) {
      expect(await wire.say("MAIL FROM:<ann@customer.test>")).toMatch(new RegExp(`^${code} `));
      await wire.say("RSET");
    }
    await using second = await greeted(desk);
    await second.say("NOOP");
    await using third = await Wire.open(desk.servers.addresses.smtp);
    expect(await third.ended()).toMatch(/^421 4\.7\.0 more than 2 connections a minute from 127\.0\.0\.1/);
    desk.clock.advance(60);
    expect(await wire.say("MAIL FROM:<ann@customer.test>")).toMatch(/^250 /);
    await using fourth = await greeted(desk);
    expect(await fourth.say("NOOP")).toMatch(/^250 /);
  });

  test("no limit of rate holds for local clients", async () => {
    await using desk = await listening({
      smtp: { maxConnectionRate: 1, maxMailRate: 1, localNetworks: ["127.0.0.0/8"] },
    });
    for (let count = 0; count < 3; count += 1) {
      await using wire = await greeted(desk);
      expect(await wire.say("MAIL FROM:<ann@customer.test>")).toMatch(/^250 /);
    }
  });

  test.each([
    ["sends nothing", { idleTimeout: 1 }, /^421 .*Timeout/],
    ["sends no whole command", { commandTimeout: 1 }, /^421 4\.4\.2 no command for too long/],
    ["stays too long", { sessionTimeout: 1 }, /^421 4\.4\.2 the connection lasted too long/],
  ])("a client that %s is disconnected", async (_name, smtp, words) => {
    await using desk = await listening({ smtp });
    await using wire = await greeted(desk);
    // A drop now and then keeps the connection from being idle.
    const drip = setInterval(() => wire.write("N"), 200);
    if ("idleTimeout" in smtp) clearInterval(drip);
    expect(await wire.ended().finally(() => clearInterval(drip))).toMatch(words);
  });

  test("a changed limit holds without a restart", async () => {
    await using desk = await listening();
    await using wire = await greeted(desk);
    desk.change({ maxSize: 20_000 });
    desk.servers.reload();
    expect(await wire.say("EHLO client.test")).toContain("SIZE 20000");
    expect(await wire.say("MAIL FROM:<ann@customer.test> SIZE=20001")).toMatch(/^552 /);
  });
});

describe("behind a proxy", () => {
  const signature = Buffer.from("\r\n\r\n\0\r\nQUIT\n", "latin1");
  const binary = Buffer.concat([
    signature,
    Buffer.from([0x21, 0x11, 0, 12, 203, 0, 113, 9, 127, 0, 0, 1, 0x10, 0, 0, 25]),
  ]);

  test.each([
    ["version 1", Buffer.from("PROXY TCP4 203.0.113.9 127.0.0.1 4096 25\r\n")],
    ["version 2", binary],
  ])("the client is who the header names (%s)", async (_name, header) => {
    await using desk = await listening({ smtp: { proxyFrom: ["127.0.0.0/8"] } });
    await using wire = await Wire.open(desk.servers.addresses.smtp);
    // In two pieces, as a slow network delivers it.
    wire.write(header.subarray(0, 14));
    await new Promise((resolve) => setTimeout(resolve, 50));
    wire.write(header.subarray(14));
    await wire.hear(/^220 /);
    expect(await wire.say("EHLO client.test")).toContain("desk.test greets [203.0.113.9]");
    expect(await hand(wire)).toMatch(/^250 /);
  });

  test("a connection of the proxy without a header is dropped", async () => {
    await using desk = await listening({ smtp: { proxyFrom: ["127.0.0.1"] } });
    await using wire = await Wire.open(desk.servers.addresses.smtp);
    wire.write("EHLO client.test\r\n");
    expect(await wire.ended()).toBe("");
    expect(desk.logged).toContain("a connection was refused");
  });

  test("nobody else's header is believed", async () => {
    await using desk = await listening({ smtp: { proxyFrom: ["192.0.2.0/24"], greetingDelay: 0 } });
    await using wire = await Wire.open(desk.servers.addresses.smtp);
    await wire.hear(/^220 /);
    expect(await wire.say("PROXY TCP4 203.0.113.9 127.0.0.1 4096 25")).toMatch(/^500 /);
    expect(await wire.say("EHLO client.test")).toContain("greets [127.0.0.1]");
  });
});

test("a daemon that stops says so to idle clients and stores what is on its way", async () => {
  const desk = await listening();
  const idle = await greeted(desk);
  const sending = await greeted(desk);
  await sending.say("MAIL FROM:<ann@customer.test>");
  await sending.say("RCPT TO:<support@localhost>");
  await sending.say("DATA");
  const stopped = desk[Symbol.asyncDispose]();
  expect(await idle.ended()).toMatch(/^421 4\.3\.2 /);
  const { host, port } = /^(?<host>.*):(?<port>\d+)$/.exec(desk.servers.addresses.smtp)?.groups ?? {};
  await new Promise((resolve) => connect({ host: String(host), port: Number(port) }).once("error", resolve));
  expect(await sending.say(`${letter()}.`)).toMatch(/^250 2\.0\.0 ticket /);
  await sending.close();
  await stopped;
});
