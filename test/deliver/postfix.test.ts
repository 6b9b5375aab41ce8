/** gotrs sends through a real Postfix: what it accepts, refuses, puts off and returns. */
import { expect, test } from "vitest";
import type { TicketDetail } from "../../src/api/ticket.ts";
import { eventually } from "../peers/eventually.ts";
import { freePort } from "../peers/freePort.ts";
import { install } from "../peers/gotrs.ts";
import { postfixAbsent, startPostfix } from "../peers/postfix.ts";
import { sendLetter } from "../peers/send.ts";
import { startSink } from "../peers/sink.ts";

const absent = await postfixAbsent();
// In CI an absent Postfix is a failure, not a reason to skip.
const skip = absent !== undefined && process.env.CI !== "true";
const ann = "ann@customer.test";

test.skipIf(skip)(
  `an answer goes out through Postfix, and what a server behind it returns finds its article ${absent ?? ""}`,
  async () => {
    // Behind Postfix: a server that knows Ann and nobody else.
    await using world = await startSink({
      onRecipient: (address) => (address === ann ? undefined : "550 5.1.1 unknown mailbox"),
    });
    // Postfix returns undeliverable mail to gotrs itself, whose port it must know beforehand.
    const port = await freePort();
    await using postfix = await startPostfix({
      main: {
        relayhost: "",
        default_transport: `smtp:[127.0.0.1]:${world.port}`,
        transport_maps: `inline:{ {desk.test = smtp:[127.0.0.1]:${port}} }`,
      },
    });
    await using installation = await install(undefined, {
      GOTRS_OUTBOUND_SMARTHOST: `smtp://${postfix.host}:${postfix.port}`,
      GOTRS_OUTBOUND_BOUNCE_ADDRESS: "bounces@desk.test",
      GOTRS_SMTP_LISTEN: `127.0.0.1:${port}`,
    });
    await using daemon = await installation.serve();
    const { host } = daemon.smtp;
    await sendLetter(host, port, { from: ann, to: "support@localhost", subject: "Printer on fire", body: "Help" });
    const { tickets } = await installation.json<{ tickets: readonly { number: string }[] }>(
      "ticket",
      "list",
      "--search",
      "printer",
    );
    const number = tickets[0]?.number ?? "";
    const body = "Take the blue cable.\nGr\u00fc\u00dfe\n";
    const reply = ["ticket", "reply", number, "--body", body, "--cc", "gone@customer.test", "--separately"];
    const { articleId } = await installation.json<{ articleId: number }>(...reply);
    const answer = await world.mailTo(ann, ({ raw }) => raw.includes("blue cable"));
    expect(answer.from).toMatch(/^bounces\+a\d+\.[0-9a-f]{16}@desk\.test$/);
    expect(answer.raw.toString()).toMatch(/^Received: .*by mx\.postfix\.test/ms);
    const show = () => installation.json<TicketDetail>("ticket", "show", number);
    const bounced = await eventually("the returned mail on the ticket", async () => {
      const ticket = await show();
      return ticket.articles.some(({ subject }) => subject === "Mail not delivered") && ticket;
    });
    expect(bounced.articles.find(({ id }) => id === articleId)?.delivery).toMatchObject({
      state: "failed",
      message: expect.stringMatching(/gone@customer\.test: .*unknown mailbox/),
    });
    const marked = await installation.json<{ addresses: unknown }>("queue", "failing");
    expect(marked).toMatchObject({ addresses: [{ address: "gone@customer.test", origin: "bounced" }] });
    expect(await daemon.child.stop()).toBe(0);
  },
  90_000,
);

test.skipIf(skip)(
  `a mail that Postfix puts off waits in gotrs with Postfix's own words, and is sent when it may be ${absent ?? ""}`,
  async () => {
    await using postfix = await startPostfix({
      main: {
        smtpd_relay_restrictions: "permit_mynetworks, reject",
        smtpd_recipient_restrictions:
          "check_recipient_access inline:{ {later@customer.test=450 4.2.0 greylisted, come back}, {never@customer.test=550 5.7.1 not for you} }",
        default_transport: "discard:",
      },
    });
    await using installation = await install(undefined, {
      GOTRS_OUTBOUND_SMARTHOST: `smtp://${postfix.host}:${postfix.port}`,
    });
    await using daemon = await installation.serve();
    await installation.json(
      ...["ticket", "create", "--title", "Three", "--queue", "Raw", "--body", "Hello"],
      ...["--to", "now@customer.test, later@customer.test, never@customer.test"],
    );
    const list = () => installation.json<{ mails: readonly Record<string, unknown>[] }>("queue", "list");
    const { mails } = await eventually("both answers of Postfix", async () => {
      const listed = await list();
      return listed.mails.length === 2 && listed;
    });
    await postfix.logged(/to=<now@customer\.test>.*status=sent/);
    expect(mails).toMatchObject([
      { state: "waiting", recipients: ["later@customer.test"], lastMessage: expect.stringContaining("greylisted") },
      { state: "failed", recipients: ["never@customer.test"], lastMessage: expect.stringContaining("550 5.7.1") },
    ]);
    const id = String(mails[0]?.id);
    expect((await installation.run(["queue", "show", id])).stdout).toMatch(/^try 1 at .* UTC: /m);
    expect((await installation.run(["queue", "pause", "--domain", "customer.test"])).code).toBe(0);
    expect((await installation.run(["queue", "flush"])).stdout).toContain("1 mails are due now");
    expect((await installation.run(["queue", "list"])).stdout).toMatch(/^PAUSED domain:customer\.test: since /m);
    expect((await installation.run(["queue", "resume"])).stdout).toContain("1 pauses ended");
    expect((await installation.run(["queue", "delete", id])).code).toBe(0);
    expect((await list()).mails.every(({ state }) => state === "failed")).toBe(true);
    expect(await daemon.child.stop()).toBe(0);
  },
  90_000,
);
