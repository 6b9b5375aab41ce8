/** Two gotrs that answer each other by themselves: they stop, even where a relay between them takes away what marks robots. */
import { createTransport } from "nodemailer";
import { expect, test } from "vitest";
import { eventually } from "../peers/eventually.ts";
import { freePort } from "../peers/freePort.ts";
import { type Installation, install } from "../peers/gotrs.ts";
import { byNodemailer } from "../peers/send.ts";
import { type Captured, startSink } from "../peers/sink.ts";
import { setUpDesk } from "./deskRows.ts";

/** Milliseconds without a mail after which the two are taken to have stopped. */
const silence = 8000;

/** The default of postmaster.maxEmailsPerTicket; each of the two has one ticket about it. */
const perTicket = 10;

const addressOf = (desk: string): string => `help@${desk}.test`;

/** What passes between the two, as it was sent. */
interface Passing {
  readonly mails: readonly Captured[];
  readonly installations: readonly Installation[];
}

/** Sets one desk's mail off to the other, and gives what passed until nobody said anything any more. */
async function between(rewrite: (mail: Captured) => Pick<Captured, "from" | "raw">): Promise<Passing> {
  const ports = { one: await freePort(), two: await freePort() };
  let last = performance.now();
  await using relay = await startSink({
    async onMessage(mail) {
      last = performance.now();
      const { to } = mail;
      const { from, raw } = rewrite(mail);
      const port = to[0] === addressOf("one") ? ports.one : ports.two;
      const transport = createTransport({ host: "127.0.0.1", port, secure: false, ignoreTLS: true });
      // As a relay says it, also when the other desk is being stopped at the end.
      const refused = "451 4.4.1 the other desk does not take it now";
      const sent = transport.sendMail({ envelope: { from, to: [...to] }, raw });
      return await sent
        .then(
          () => undefined,
          () => refused,
        )
        .finally(() => transport.close());
    },
  });
  await using disposables = new AsyncDisposableStack();
  const installations: Installation[] = [];
  for (const desk of ["one", "two"] as const) {
    const installation = disposables.use(
      await install(undefined, {
        GOTRS_SYSTEM_FQDN: `${desk}.test`,
        GOTRS_SMTP_LISTEN: `127.0.0.1:${ports[desk]}`,
        GOTRS_OUTBOUND_SMARTHOST: relay.url,
      }),
    );
    await setUpDesk(installation.databaseUrl);
    await installation.json("admin", "system-address", "set", "support@localhost", "--address", addressOf(desk));
    disposables.use(await installation.serve());
    installations.push(installation);
  }
  // The first word seems to come from the other desk itself, so that the answer to it goes there.
  await byNodemailer("127.0.0.1", ports.one, {
    from: addressOf("two"),
    to: addressOf("one"),
    subject: "Is anybody there?",
    body: "A person wrote this with the address of the other desk.",
  });
  last = performance.now();
  await eventually("the two desks to stop", () => performance.now() - last > silence, 120_000);
  const answered = await Promise.all(
    installations.map(async (installation) => {
      const { tickets } = await installation.json<{ tickets: readonly unknown[] }>("ticket", "list");
      return tickets.length;
    }),
  );
  expect(Math.min(...answered)).toBeGreaterThan(0);
  return { mails: [...relay.mails], installations };
}

test("two desks that answer automatically say one thing to each other", async () => {
  const { mails } = await between((mail) => mail);
  // The one answer is never answered, since it says that it is automatic.
  expect(mails.map(({ to }) => to)).toEqual([[addressOf("two")]]);
}, 180_000);

test("they stop also when a relay takes the marks of automatic mail away", async () => {
  const marks = /^(?:auto-submitted|precedence|x-[\w-]*):.*\r?\n(?:[ \t].*\r?\n)*/gim;
  const { mails } = await between(({ to, raw }) => ({
    // Such relays also give bounces a sender.
    from: addressOf(to[0] === addressOf("one") ? "two" : "one"),
    raw: Buffer.from(raw.toString("latin1").replace(marks, ""), "latin1"),
  }));
  expect(mails.length).toBeGreaterThan(1);
  expect(mails.length).toBeLessThanOrEqual(2 * perTicket);
}, 240_000);
