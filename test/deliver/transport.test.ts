import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import type { Resolver } from "../../daemon/deliver/mx.ts";
import type { Handover } from "../../daemon/deliver/session.ts";
import { createTransport, type TransportOptions } from "../../daemon/deliver/transport.ts";
import type { Settings } from "../../src/config/settings.ts";
import type { DueMail } from "../../src/store/deliveryClaim.ts";
import { testSettings } from "../desk.ts";
import { freePort } from "../peers/freePort.ts";
import { startSink } from "../peers/sink.ts";
import { tempFolder } from "../peers/tempFolder.ts";
import { type Certificate, selfSigned } from "./certificate.ts";
import { message } from "./desk.ts";

const ann = "ann@customer.test";
let certificate: Certificate;
beforeAll(async () => {
  certificate = await selfSigned("DNS:localhost", "IP:127.0.0.1");
});

const due = (...recipients: readonly string[]): DueMail => ({
  id: 1,
  articleId: null,
  sender: "support@desk.test",
  recipients,
  attempts: 0,
  tries: 0,
  created: "2026-11-24 10:00:00",
  triedSince: null,
  from: "",
  queue: null,
});

async function send(
  outbound: Partial<Settings["outbound"]>,
  mail = due(ann),
  options: Partial<TransportOptions> = {},
): Promise<Handover> {
  const transport = createTransport(
    { ...testSettings.outbound, ...outbound },
    { fqdn: "desk.test", timeouts: { connect: 500, greeting: 500, idle: 500 }, ...options },
  );
  try {
    const { sender, recipients } = mail;
    return await transport.send(mail, transport.routeOf(mail), { sender, recipients }, message());
  } finally {
    transport.close();
  }
}

it("uses TLS where the smarthost offers it, whatever its certificate, as long as no password is at stake", async () => {
  await using sink = await startSink({ tls: certificate });
  await send({ smarthost: sink.url });
  expect(sink.mails).toMatchObject([{ secure: true, to: [ann] }]);
});

it("gives a password only to a server whose certificate proves its name", async () => {
  await using folder = await tempFolder("ca");
  await using sink = await startSink({
    tls: certificate,
    login: (user, secret) => user === "me@x" && secret === "p@ss",
  });
  const smarthost = sink.url.replace("smtp://", "smtp://me%40x:p%40ss@");
  const distrusted = await send({ smarthost });
  expect(distrusted).toMatchObject({ accepted: undefined, refused: [{ about: "connection", code: undefined }] });
  expect(distrusted.refused[0]?.message).toMatch(/certificate/);
  const caFile = join(folder.path, "ca.pem");
  await writeFile(caFile, certificate.cert);
  expect((await send({ smarthost, caFile })).refused).toEqual([]);
  expect(sink.mails).toMatchObject([{ secure: true, user: "me@x" }]);
});

it("speaks TLS from the start to smtps, and says so when the server does not do what was asked", async () => {
  await using sink = await startSink({ tls: { ...certificate, implicit: true } });
  expect((await send({ smarthost: sink.url, tls: "require" })).refused).toEqual([]);
  expect(sink.mails).toMatchObject([{ secure: true }]);
  await using plain = await startSink();
  const refused = await send({ smarthost: plain.url, tls: "require" });
  expect(refused).toMatchObject({ accepted: undefined, refused: [{ about: "connection" }] });
  expect(plain.mails).toEqual([]);
});

it("logs in with an access token where the smarthost wants OAuth2, and takes a refused login for its own fault", async () => {
  await using sink = await startSink({ login: (user, secret) => user === "desk@x" && secret === "token-2" });
  const smarthost = sink.url.replace("smtp://", "smtp://desk%40x@");
  const options = (token: string) => ({ accessToken: async (name: string) => `${token}-${name === "ms" ? 2 : 0}` });
  expect((await send({ smarthost, oauth2: "ms", tls: "off" }, due(ann), options("token"))).refused).toEqual([]);
  expect(sink.mails).toMatchObject([{ user: "desk@x" }]);
  const refused = await send({ smarthost, oauth2: "ms", tls: "off" }, due(ann), options("stale"));
  expect(refused.refused).toMatchObject([{ about: "connection", code: 535, recipients: [ann] }]);
});

it("gives up waiting for a server that does not answer, and calls that no refusal", async () => {
  const silent = createServer(() => undefined).listen(0, "127.0.0.1");
  await once(silent, "listening");
  const address = silent.address();
  const port = typeof address === "object" ? address?.port : 0;
  const { refused, untouched } = await send({ smarthost: `smtp://127.0.0.1:${port}` });
  expect(refused).toMatchObject([{ about: "connection", code: undefined }]);
  expect(untouched).toBe(true);
  silent.close();
});

it("does not send again what a server broke off in the middle of, since it may have it", async () => {
  let times = 0;
  await using sink = await startSink({
    onMessage: async () => {
      times += 1;
      // Longer than our patience.
      await new Promise((resolve) => setTimeout(resolve, 900));
      return undefined;
    },
  });
  const { refused, untouched } = await send({ smarthost: sink.url });
  expect(refused).toMatchObject([{ about: "connection" }]);
  expect(untouched).toBe(false);
  expect(times).toBe(1);
});

it("chooses the smarthost by the ticket's queue, by sender, and else the usual one", async () => {
  await using usual = await startSink();
  await using sales = await startSink();
  await using list = await startSink();
  const outbound = {
    smarthost: usual.url,
    routes: [
      { name: "sales", queues: ["Sales"], smarthost: sales.url },
      { name: "list", senders: ["@lists.test"], smarthost: list.url },
    ],
  };
  await send(outbound, { ...due("one@x.test"), queue: "Sales::EU" });
  await send(outbound, { ...due("two@x.test"), sender: "", from: "News <news@LISTS.test>" });
  await send(outbound, { ...due("three@x.test"), queue: "Salesforce" });
  expect([sales, list, usual].map(({ mails }) => mails.map(({ to }) => to[0]))).toEqual([
    ["one@x.test"],
    ["two@x.test"],
    ["three@x.test"],
  ]);
});

interface Zone {
  readonly mx?: Readonly<Record<string, readonly (readonly [priority: number, exchange: string])[]>>;
  readonly a?: Readonly<Record<string, readonly string[]>>;
  readonly aaaa?: Readonly<Record<string, readonly string[]>>;
}
function resolverOf({ mx = {}, a = {}, aaaa = {} }: Zone): Resolver {
  const absent = (name: string, code = name in { ...mx, ...a, ...aaaa } ? "ENODATA" : "ENOTFOUND") =>
    Object.assign(new Error(`query ${code} ${name}`), { code });
  const look = async <T>(table: Readonly<Record<string, readonly T[]>>, name: string): Promise<readonly T[]> => {
    const found = table[name];
    if (found === undefined) throw absent(name);
    return found;
  };
  return {
    resolveMx: async (domain) => {
      if (domain === "broken.test") throw absent(domain, "ESERVFAIL");
      return (await look(mx, domain)).map(([priority, exchange]) => ({ priority, exchange }));
    },
    resolve4: (host) => look(a, host),
    resolve6: (host) => look(aaaa, host),
  };
}
const direct = (port: number, zone: Zone): Partial<TransportOptions> => ({
  direct: { port, resolver: resolverOf(zone), random: () => 0.5 },
});

it("sends directly to the best server that answers, over TLS where it is offered", async () => {
  await using sink = await startSink({ tls: certificate, host: "127.0.0.2" });
  const zone: Zone = {
    mx: {
      "customer.test": [
        [20, "second.customer.test"],
        [10, "first.customer.test"],
      ],
    },
    // Nobody listens on the first server's address, nor is there a way to the other's IPv6.
    a: { "first.customer.test": ["127.0.0.3"], "second.customer.test": ["127.0.0.2"] },
    aaaa: { "second.customer.test": ["100::1"] },
  };
  const { accepted } = await send({ smarthost: "direct" }, due(ann), direct(sink.port, zone));
  expect(accepted?.recipients).toEqual([ann]);
  expect(accepted?.message).toMatch(/^second\.customer\.test: 250 /);
  expect(sink.mails).toMatchObject([{ secure: true, to: [ann] }]);
});

it("goes without TLS to a recipient's server whose TLS is broken, for it would have been sent in clear without it", async () => {
  const zone: Zone = { a: { "customer.test": ["127.0.0.1"] } };
  // The server offers STARTTLS, and what it then speaks is no TLS.
  const broken = createServer((socket) => {
    const say = (line: string) => socket.write(`${line}\r\n`);
    say("220 broken.test ESMTP");
    let upgrading = false;
    let data = false;
    socket.on("error", () => undefined);
    socket.on("data", (chunk) => {
      if (upgrading) return void socket.destroy();
      for (const line of chunk.toString().split("\r\n").slice(0, -1)) {
        if (data) {
          if (line === ".") {
            data = false;
            say("250 kept");
          }
        } else if (/^EHLO/i.test(line)) socket.write("250-broken.test\r\n250 STARTTLS\r\n");
        else if (/^STARTTLS/i.test(line)) {
          upgrading = true;
          say("220 go on");
        } else if (/^DATA/i.test(line)) {
          data = true;
          say("354 go on");
        } else say("250 yes");
      }
    });
  }).listen(0, "127.0.0.1");
  await once(broken, "listening");
  const address = broken.address();
  const port = typeof address === "object" ? (address?.port ?? 0) : 0;
  expect((await send({ smarthost: "direct" }, due(ann), direct(port, zone))).accepted?.message).toContain("250 kept");
  broken.close();
});

it("sends one mail to the servers of each recipient's domain, and each answers for its own", async () => {
  await using sink = await startSink({
    onRecipient: (address) => (address.endsWith("@two.test") ? "550 5.1.1 not here" : undefined),
  });
  const zone: Zone = { a: { "one.test": ["127.0.0.1"], "two.test": ["127.0.0.1"] } };
  const mail = due("a@one.test", "b@two.test", "c@one.test");
  const { accepted, refused } = await send({ smarthost: "direct" }, mail, direct(sink.port, zone));
  expect(accepted?.recipients).toEqual(["a@one.test", "c@one.test"]);
  expect(refused).toMatchObject([{ recipients: ["b@two.test"], code: 550, status: "5.1.1", about: "mail" }]);
});

it.each([
  ["a domain that says it takes no mail", "null.test", { code: 550, status: "5.1.10" }],
  ["a domain that does not exist", "absent.test", { code: 550, status: "5.1.2" }],
  ["mail servers without an address", "hollow.test", { code: 550, status: "5.4.4" }],
  ["mail that would come back to ourselves", "ours.test", { code: 550, status: "5.4.6" }],
  ["name servers that do not answer", "broken.test", { code: undefined, about: "connection" }],
])("says what is wrong with %s", async (_name, domain, expected) => {
  const zone: Zone = {
    mx: {
      "null.test": [[0, ""]],
      "hollow.test": [[5, "mx.absent.test"]],
      "ours.test": [
        [5, "Desk.test."],
        [9, "x.test"],
      ],
    },
    a: { "x.test": ["127.0.0.1"], "desk.test": ["127.0.0.1"] },
  };
  const { accepted, refused } = await send({ smarthost: "direct" }, due(`a@${domain}`), direct(await freePort(), zone));
  expect(accepted).toBeUndefined();
  expect(refused).toMatchObject([{ recipients: [`a@${domain}`], ...expected }]);
});
