/** Mail that does not leave, as an agent meets it: in the outbound queue, on the ticket, and before writing again. */
import { expect, it } from "vitest";
import { eventually } from "../peers/eventually.ts";
import { install } from "../peers/gotrs.ts";
import { startSink } from "../peers/sink.ts";
import { terminalAbsent } from "../peers/terminal.ts";
import { deliver, mails, openDesk } from "./desk.ts";
import { stable } from "./stable.ts";

const absent = await terminalAbsent();
if (absent !== undefined && process.env.CI === "true") throw new Error(absent);

const refusal = "550 5.1.1 <ann@customer.test>: Recipient address rejected: User unknown in virtual mailbox table";

interface Queue {
  readonly mails: readonly { readonly state: string }[];
}

it.skipIf(absent !== undefined)(
  `shows what failed and why, tries it again, pauses a domain, deletes it when asked twice, and warns whoever writes there ${absent ?? ""}`,
  async () => {
    await using sink = await startSink({
      onRecipient: (address) => (address.startsWith("ann@") ? refusal : undefined),
    });
    await using installation = await install(undefined, { GOTRS_OUTBOUND_SMARTHOST: sink.url });
    await using daemon = await installation.serve();
    await deliver(daemon, mails.printer);
    const { tickets } = await installation.json<{ tickets: readonly { title: string; number: string }[] }>(
      ...["ticket", "list"],
    );
    const number = tickets.find(({ title }) => title === "Printer on fire")?.number ?? "";
    await installation.json("ticket", "reply", number, "--body", "We come.");
    const states = async () => (await installation.json<Queue>("queue", "list")).mails.map(({ state }) => state);
    await eventually("the mail to fail", async () => (await states()).includes("failed"));
    await using terminal = await openDesk(installation);
    await terminal.see("Printer on fire");
    await terminal.press("g", "q");
    const screen = await terminal.see("unknown in virtual mailbox table");
    await expect(stable(screen)).toMatchFileSnapshot("../golden/outbound-80x24.txt");
    await terminal.press("Enter");
    await terminal.see("Subject: Re: [Ticket#");
    await terminal.press("q", "r");
    await terminal.see("it is tried again");
    await eventually("the mail to fail again", async () => (await states()).includes("failed"));
    await terminal.press("q", "g", "q");
    await terminal.see("unknown in virtual");
    await terminal.press("p");
    await terminal.see("to customer.test");
    await terminal.press("Enter");
    await terminal.see("Why customer.test is paused");
    await terminal.press("they move", "Enter");
    await terminal.see("PAUSED: customer.test, they move, by root@localhost since");
    await terminal.press("p", "Enter");
    await terminal.see("sending again: customer.test");
    await terminal.press("p", "default");
    await terminal.see(/by the route default \(127\.0\.0\.1:\d+\)/);
    await terminal.press("Enter", "Enter");
    await terminal.see("PAUSED: route default, by root@localhost since");
    await terminal.press("R");
    await terminal.see("all that was given up (1)");
    await terminal.press("Enter");
    await terminal.see("mails tried again: 1");
    // By that route nothing leaves.
    await terminal.see(/queued +20\d{14} +ann@customer\.test/);
    expect(await states()).toEqual(["queued"]);
    await terminal.press("p", "Enter");
    await terminal.see("sending again: route default");
    await terminal.see("FAILED");
    await terminal.press("R", "Escape");
    await terminal.press("o");
    await terminal.see("Mail not delivered");
    // The keys of the ticket's own screen: before it is there, g g is the list's.
    await terminal.see("r reply");
    await terminal.press("g", "g");
    await terminal.see("NOT SENT: 127.0.0.1: 550 5.1.1");
    await terminal.press("r");
    await terminal.see("ann@customer.test does not take our mail: 127.0.0.1: 550");
    await terminal.press("C-s");
    await terminal.see("Send it as it is?");
    await terminal.press("n", "Escape");
    await terminal.press("g", "q");
    await terminal.see("unknown in virtual");
    await terminal.press("D");
    await terminal.see("It will never be sent");
    await terminal.press("Enter");
    await terminal.see("unknown in virtual");
    expect(await states()).toContain("failed");
    await terminal.press("D", "Down", "Enter");
    await terminal.see("deleted, it will not be sent");
    expect(await states()).toEqual([]);

    // The address stays marked without its mail.
    await terminal.see("Nothing waits, and nothing has failed.");
    await terminal.press("f");
    const marked = await terminal.see("Addresses that mail does not reach: 1");
    expect(marked).toMatch(/ann@customer\.test\n +refused [23]× · since .*\n.*550 5\.1\.1.*\n.*mailbox table/);
    await terminal.press("Enter");
    await terminal.see("Forget that mail failed there?");
    await terminal.see("yes  ann@customer.test");
    await terminal.press("Enter");
    await terminal.see("Addresses that mail does not reach: 1");
    await terminal.press("j", "Enter", "Down", "Enter");
    await terminal.see("ann@customer.test counts as reachable again");
    await terminal.see("Mail reaches every address, as far as is known.");
    expect(await installation.json("queue", "failing")).toEqual({ addresses: [] });
    await terminal.press("q");
    await terminal.see("Outbound mail: 0");
  },
  120_000,
);

it.skipIf(absent !== undefined)(
  `holds a mail back with a reason that everybody reads, releases it, and takes one back, each asked where it cannot be undone ${absent ?? ""}`,
  async () => {
    await using sink = await startSink();
    await using installation = await install(undefined, { GOTRS_OUTBOUND_SMARTHOST: sink.url });
    await using daemon = await installation.serve();
    await deliver(daemon, mails.printer, mails.wide);
    await installation.run(["queue", "pause", "--reason", "test"]);
    const { tickets } = await installation.json<{ tickets: readonly { title: string; number: string }[] }>(
      ...["ticket", "list"],
    );
    const answer = async (title: string) =>
      await installation.json(
        "ticket",
        "reply",
        tickets.find((one) => one.title.includes(title))?.number ?? "",
        "--body",
        "We come.",
      );
    await answer("Printer");
    await answer("日本語");
    const states = async () => (await installation.json<Queue>("queue", "list")).mails.map(({ state }) => state);
    await using terminal = await openDesk(installation);
    await terminal.see("Printer on fire");
    await terminal.press("g", "q");
    await terminal.see("queued");
    await terminal.press("j", "H");
    await terminal.see("Hold the mail to ann@customer.test, because");
    await terminal.press("Escape", "H", "wrong price", "Enter");
    await terminal.see("On hold by root@localhost since");
    await terminal.see("ann@customer.test: on hold, H releases it");
    expect(await states()).toEqual(["onHold", "queued"]);

    // What is done elsewhere shows by itself, and the cursor stays on its mail.
    await installation.run(["queue", "resume"]);
    await eventually("the other mail", async () => sink.mails.some(({ to }) => to.includes("tanaka@kanji.test")));
    const screen = await terminal.see("Outbound mail: 1, 1 on hold");
    expect(screen).toMatch(/On hold by root@localhost since .*: wrong price/);
    await terminal.press("?");
    await terminal.see("hold it, or release it");
    await terminal.press("Escape", "o");
    await terminal.see("NOT SENT YET. On hold by root@localhost");
    await terminal.press("g", "q");
    await terminal.see("ON HOLD");
    expect(sink.mails.some(({ to }) => to.includes("ann@customer.test"))).toBe(false);
    await terminal.press("H");
    await terminal.see("Release the mail to ann@customer.test?");
    await terminal.press("Enter");
    await terminal.see("ON HOLD");
    await terminal.press("H", "Down", "Enter");
    await eventually("the released mail", async () => sink.mails.some(({ to }) => to.includes("ann@customer.test")));
    await terminal.see("Nothing waits, and nothing has failed.");

    await installation.run(["queue", "pause"]);
    await answer("Printer");
    await terminal.see(/^ queued +\d+ +ann@customer.test/m);
    await terminal.press("G", "X");
    await terminal.see("Take back the mail to ann@customer.test?");
    await terminal.press("Enter");
    await terminal.see("PAUSED: everything");
    expect(await states()).toEqual(["queued"]);
    await terminal.press("X", "Down", "Enter");
    await terminal.see("taken back; r goes on with its text");
    expect(await states()).toEqual([]);
  },
  120_000,
);
