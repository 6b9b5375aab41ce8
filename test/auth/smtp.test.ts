/** Mail from outside by real SMTP, with real signatures and a name server of the test's own: what the agent sees of it. */

import { generateKeyPairSync } from "node:crypto";
import { sealMessage } from "mailauth";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { systemClock } from "../../src/clock.ts";
import type { Settings } from "../../src/config/settings.ts";
import { articlesOf, type StoredArticle } from "../../src/store/articleView.ts";
import { initialize } from "../../src/store/init.ts";
import { openStore } from "../../src/store/open.ts";
import type { Store } from "../../src/store/store.ts";
import { forEachDatabase } from "../databases.ts";
import { testSettings } from "../desk.ts";
import { type Listening, startListening } from "../listeners/desk.ts";
import { type TempFolder, tempFolder } from "../peers/tempFolder.ts";
import { behindProxy, handIn } from "./handIn.ts";
import { dnsError, resolverOf, signerOf, type Zone } from "./zone.ts";

const signer = signerOf("customer.test");
const strangersSigner = signerOf("sender.test");
const sealKey = generateKeyPairSync("rsa", { modulusLength: 2048 });
const sealRecord = `v=DKIM1; k=rsa; p=${sealKey.publicKey.export({ format: "der", type: "spki" }).toString("base64")}`;

const zone: Zone = {
  "customer.test TXT": ["v=spf1 ip4:192.0.2.1 -all"],
  "_dmarc.customer.test TXT": ["v=DMARC1; p=reject"],
  "s1._domainkey.customer.test TXT": [signer.record],
  "sender.test TXT": ["v=spf1 ip4:198.51.100.7 -all"],
  "s1._domainkey.sender.test TXT": [strangersSigner.record],
  "list.test TXT": ["v=spf1 ip4:203.0.113.5 -all"],
  "seal._domainkey.list.test TXT": [sealRecord],
  "open.test TXT": ["v=spf1 -all"],
  "slow.test TXT": dnsError("ETIMEOUT"),
  "_dmarc.slow.test TXT": dnsError("ETIMEOUT"),
};

let serial = 0;
const letter = (from = "Ann <ann@customer.test>", more = ""): string => {
  serial += 1;
  return `From: ${from}\r\nTo: support@localhost\r\nSubject: Hello ${serial}\r\nMessage-ID: <${serial}.${process.pid}@auth.test>\r\nDate: Tue, 24 Nov 2026 10:00:00 +0000\r\n${more}\r\nHello ${serial}\r\n`;
};

async function articleAfter(store: Store, answer: string): Promise<StoredArticle & { readonly queue: string }> {
  const number = answer.match(/^250 2\.0\.0 ticket (\d+)$/)?.[1];
  if (number === undefined) throw new Error(`not taken: ${answer}`);
  const ticket = await store.db
    .selectFrom("ticket as t")
    .innerJoin("queue as q", "q.id", "t.queue_id")
    .select(["t.id", "q.name"])
    .where("t.tn", "=", number)
    .executeTakeFirstOrThrow();
  const article = (await articlesOf(store, ticket.id, 1)).at(-1);
  if (article === undefined) throw new Error(`ticket ${number} has no article`);
  return { ...article, queue: ticket.name };
}

forEachDatabase("a mail from outside", (database) => {
  let store: Store;
  beforeAll(async () => {
    store = await database.open();
  });
  afterAll(() => store.close());

  const listening = (authentication: Partial<Settings["authentication"]> = {}, used = zone): Promise<Listening> =>
    startListening(store, {
      smtp: behindProxy,
      settings: { authentication: { ...testSettings.authentication, ...authentication } },
      resolve: resolverOf(used),
    });

  test("that its domain signed and sent is told to be proven", async () => {
    await using desk = await listening();
    const answer = await handIn(desk.servers.addresses.smtp, await signer.sign(letter()));
    const { authentication, warnings, queue } = await articleAfter(store, answer);
    expect(authentication).toEqual({
      spf: "pass",
      dkim: "pass",
      dmarc: "pass",
      arc: "none",
      domain: "customer.test",
      aligned: true,
      checkedBy: "gotrs",
      reason: expect.stringContaining("spf=pass dkim=pass dmarc=pass"),
    });
    expect({ warnings, queue }).toEqual({ warnings: [], queue: "Raw" });
  });

  test("that another sent under its name goes to the junk queue with a warning", async () => {
    await using desk = await listening();
    const answer = await handIn(desk.servers.addresses.smtp, letter(), { client: "203.0.113.66", helo: "evil.test" });
    const { authentication, warnings, queue } = await articleAfter(store, answer);
    expect(authentication).toMatchObject({ spf: "fail", dkim: "none", dmarc: "fail", aligned: false });
    expect(queue).toBe("Junk");
    expect(warnings).toEqual([
      {
        code: "authentication",
        message:
          "This mail does not come from customer.test, whose address it bears; customer.test asks to reject such mail (spf=fail dkim=none dmarc=fail).",
      },
    ]);
  });
});

describe("by setting", () => {
  let folder: TempFolder;
  let store: Store;
  beforeAll(async () => {
    folder = await tempFolder("auth");
    store = await openStore(`sqlite:${folder.path}/gotrs.db`, { clock: systemClock, create: true });
    await initialize(store, { clock: systemClock, hashPassword: async () => "-" });
  });
  afterAll(async () => {
    await store.close();
    await folder[Symbol.asyncDispose]();
  });

  const listening = (
    authentication: Partial<Settings["authentication"]> = {},
    more: { readonly zone?: Zone; readonly smtp?: Partial<Settings["smtp"]>; readonly lmtp?: string } = {},
  ): Promise<Listening> =>
    startListening(store, {
      smtp: { ...behindProxy, ...more.smtp },
      ...(more.lmtp === undefined ? {} : { lmtp: more.lmtp }),
      settings: { authentication: { ...testSettings.authentication, ...authentication } },
      resolve: resolverOf(more.zone ?? zone),
    });
  const forger = { client: "203.0.113.66", helo: "evil.test" };

  test("a forged mail is refused by SMTP, and nothing is stored", async () => {
    await using desk = await listening({ onReject: "reject" });
    const before = await store.db.selectFrom("gotrs_mail").select("id").execute();
    expect(await handIn(desk.servers.addresses.smtp, letter(), forger)).toMatch(
      /^550 5\.7\.1 This mail does not come from customer\.test/,
    );
    expect(await store.db.selectFrom("gotrs_mail").select("id").execute()).toEqual(before);
    expect(desk.logged).toContain("a mail was refused");
  });

  test("a signature that was broken on the way counts for nothing", async () => {
    await using desk = await listening();
    const changed = (await signer.sign(letter())).replace(/Hello (\d+)\r\n$/, "Goodbye $1\r\n");
    const { authentication } = await articleAfter(store, await handIn(desk.servers.addresses.smtp, changed, forger));
    expect(authentication).toMatchObject({ dkim: expect.not.stringMatching("pass"), dmarc: "fail" });
  });

  test("a stranger's good signature proves nothing about From", async () => {
    await using desk = await listening();
    const signed = await strangersSigner.sign(letter());
    const envelope = { client: "198.51.100.7", helo: "sender.test", from: "bounce@sender.test" };
    const { authentication } = await articleAfter(store, await handIn(desk.servers.addresses.smtp, signed, envelope));
    expect(authentication).toMatchObject({ spf: "pass", dkim: "pass", dmarc: "fail", aligned: false });
  });

  test("a domain without DMARC whose SPF refuses the client gets a warning", async () => {
    await using desk = await listening();
    const answer = await handIn(desk.servers.addresses.smtp, letter("x@open.test"), { from: "x@open.test" });
    const { authentication, warnings, queue } = await articleAfter(store, answer);
    expect(authentication).toMatchObject({ spf: "fail", dmarc: "none" });
    expect({ queue, codes: warnings.map(({ code }) => code) }).toEqual({ queue: "Raw", codes: ["authentication"] });
  });

  test("a list that is believed vouches for what it changed", async () => {
    const original = await signer.sign(letter());
    const seal = {
      signingDomain: "list.test",
      selector: "seal",
      privateKey: sealKey.privateKey.export({ format: "pem", type: "pkcs8" }).toString(),
      cv: "none",
      authResults: "list.test; dkim=pass header.d=customer.test; dmarc=pass header.from=customer.test",
    };
    const changed = original.replace(/Hello (\d+)\r\n$/, "Hello $1\r\n-- \r\nThe list\r\n");
    const sealed = (await sealMessage(changed, seal)).toString() + changed;
    const envelope = { client: "203.0.113.5", helo: "list.test", from: "owner@list.test" };
    await using believing = await listening({ trustedSealers: ["list.test"] });
    const { authentication, warnings } = await articleAfter(
      store,
      await handIn(believing.servers.addresses.smtp, sealed, envelope),
    );
    expect(authentication).toMatchObject({ arc: "pass", dmarc: "fail" });
    expect(warnings).toEqual([]);
    await using doubting = await listening({ onReject: "reject" });
    expect(await handIn(doubting.servers.addresses.smtp, sealed, envelope)).toMatch(/^550 5\.7\.1 /);
  });

  test("name servers that do not answer cost no mail", async () => {
    await using desk = await listening();
    const answer = await handIn(desk.servers.addresses.smtp, letter("x@slow.test"), { from: "x@slow.test" });
    const { authentication, warnings } = await articleAfter(store, answer);
    expect(authentication).toMatchObject({ spf: "temperror", aligned: false });
    expect(warnings).toEqual([]);
  });

  test("name servers that never answer delay a mail no longer than the setting", async () => {
    await using desk = await startListening(store, {
      smtp: behindProxy,
      settings: { authentication: { ...testSettings.authentication, timeout: 1 } },
      resolve: () => new Promise(() => undefined),
    });
    const answer = await handIn(desk.servers.addresses.smtp, letter());
    const { authentication } = await articleAfter(store, answer);
    expect(authentication).toMatchObject({ spf: "temperror", dkim: "temperror", dmarc: "temperror" });
    expect(authentication?.reason).toBe("the sender could not be checked within 1 s");
  });

  test("mail of local clients is not checked, unless the setting says always", async () => {
    const local = { localNetworks: ["192.0.2.0/24"] };
    await using desk = await listening({}, { smtp: local });
    const unlooked = await articleAfter(store, await handIn(desk.servers.addresses.smtp, letter()));
    expect(unlooked.authentication).toBeNull();
    await using always = await listening({ check: "always" }, { smtp: local });
    const looked = await articleAfter(store, await handIn(always.servers.addresses.smtp, letter()));
    expect(looked.authentication).toMatchObject({ spf: "pass" });
    await using never = await listening({ check: "never" });
    const ignored = await articleAfter(store, await handIn(never.servers.addresses.smtp, letter()));
    expect(ignored.authentication).toBeNull();
  });

  test("the word of a mail server in front is believed where it is ours, and never from outside", async () => {
    const word = "Authentication-Results: mx.desk.test; dmarc=fail (p=quarantine) header.from=customer.test\r\n";
    const settings = { trustedHosts: ["mx.desk.test"], check: "never" } as const;
    await using behind = await listening(settings, { smtp: { localNetworks: ["192.0.2.1"] } });
    const relayed = await articleAfter(store, await handIn(behind.servers.addresses.smtp, letter(undefined, word)));
    expect(relayed.authentication).toMatchObject({ dmarc: "fail", checkedBy: "mx.desk.test" });
    expect(relayed.queue).toBe("Junk");
    await using open = await listening(settings);
    const forged = await articleAfter(store, await handIn(open.servers.addresses.smtp, letter(undefined, word)));
    expect({ authentication: forged.authentication, queue: forged.queue }).toEqual({
      authentication: null,
      queue: "Raw",
    });
  });
});
