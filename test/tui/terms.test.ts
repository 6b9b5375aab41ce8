/** What is said of a mail or a note besides its words: in a real terminal, and what the daemon then holds. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TicketDetail, TicketPage } from "../../src/api/ticket.ts";
import { eventually } from "../peers/eventually.ts";
import { type Daemon, type Installation, install } from "../peers/gotrs.ts";
import { type Sink, startSink } from "../peers/sink.ts";
import { terminalAbsent } from "../peers/terminal.ts";
import { deliver, mails, newHome, openDesk } from "./desk.ts";

const absent = await terminalAbsent();
if (absent !== undefined && process.env.CI === "true") throw new Error(absent);

describe.skipIf(absent !== undefined)(`terms of what is written ${absent ?? ""}`, () => {
  let installation: Installation;
  let daemon: Daemon;
  let sink: Sink;
  beforeAll(async () => {
    sink = await startSink();
    installation = await install(undefined, { GOTRS_OUTBOUND_SMARTHOST: sink.url });
    daemon = await installation.serve();
    await deliver(daemon, mails.printer);
  });
  afterAll(async () => {
    await daemon?.[Symbol.asyncDispose]();
    await installation?.[Symbol.asyncDispose]();
    await sink?.[Symbol.asyncDispose]();
  });
  const show = async (title: string) => {
    const { tickets } = await installation.json<TicketPage>("ticket", "list", "--state-type", "all");
    return await installation.json<TicketDetail>(
      ...["ticket", "show", tickets.find((one) => one.title === title)?.number ?? ""],
    );
  };
  const printer = async () => await show("Printer on fire");
  const minutesUntil = (time: string | null | undefined) => (Date.parse(time ?? "") - Date.now()) / 60_000;

  it("sends a reply later, keeps when it leaves with the draft, and takes it back while it waits", async () => {
    const home = await newHome(installation.folder);
    {
      await using terminal = await openDesk(installation, { home });
      await terminal.see("Printer on fire");
      await terminal.press("/", "Printer", "Enter");
      await terminal.see("/Printer: 1");
      await terminal.press("r");
      await terminal.see("Goes to ann@customer.test");
      await terminal.press("We come at noon.", "C-l");
      await terminal.see("Send when");
      await terminal.press("yesterday", "Enter");
      await terminal.see('"yesterday" is no time to come');
      await terminal.press("C-l", "2h", "Enter");
      await terminal.see(/Leaves \d+ \w+ \d+:\d\d, to ann@customer\.test/);
    }
    await using terminal = await openDesk(installation, { home });
    await terminal.see("Printer on fire");
    await terminal.press("/", "Printer", "Enter");
    await terminal.see("/Printer: 1");
    await terminal.press("r");
    await terminal.see(/Leaves \d+ \w+ \d+:\d\d, to ann@customer\.test/);
    await terminal.press("C-s");
    await terminal.see(/reply queued, leaves \d+ \w+ \d+:\d\d/);
    const sent = (await printer()).articles.at(-1);
    expect(sent?.body).toContain("We come at noon.");
    expect(minutesUntil(sent?.delivery?.due)).toBeGreaterThan(100);
    expect(minutesUntil(sent?.delivery?.due)).toBeLessThanOrEqual(120);
    await terminal.press("u");
    await terminal.see("r goes on with its text");
    expect((await printer()).articles.at(-1)?.delivery?.state).toBe("recalled");
    await terminal.press("r");
    await terminal.see("We come at noon.");
    await terminal.press("C-l", "Enter");
    await terminal.see("Goes to ann@customer.test");
    await terminal.press("C-l", "tomorrow", "Enter");
    await terminal.see("Leaves");
    await terminal.press("C-s");
    await terminal.see("reply queued, leaves");
    await terminal.press("Enter");
    await terminal.see("Held back until");
    await terminal.press("X");
    await terminal.see("Take back the mail to");
    await terminal.press("yes", "Enter");
    await terminal.see("taken back; r goes on with its text");
  }, 90_000);

  it("forwards later and opens a ticket by a mail that leaves later, but no note", async () => {
    await using terminal = await openDesk(installation);
    await terminal.see("Printer on fire");
    await terminal.press("/", "Printer", "Enter");
    await terminal.see("/Printer: 1");
    await terminal.press("Enter");
    await terminal.see("Recalled before it was sent");
    await terminal.press("n", "C-l");
    await terminal.see("Only mail can be sent later");
    await terminal.press("Escape", "F");
    await terminal.see("Nobody would receive it");
    await terminal.press("expert@partner.test", "C-l", "1d", "Enter");
    await terminal.see(/Leaves \d+ \w+ \d+:\d\d, to expert@partner\.test/);
    await terminal.press("C-s");
    await terminal.see(/forwarded, leaves \d+ /);
    expect(minutesUntil((await printer()).articles.at(-1)?.delivery?.due)).toBeGreaterThan(23 * 60);
    await terminal.press("q", "+");
    await terminal.see("New ticket by mail");
    await terminal.press("mail", "Enter");
    await terminal.see("In which queue");
    await terminal.press("Raw", "Enter");
    await terminal.see("Nobody would receive it");
    await terminal.press("bob@customer.test", "Tab", "Tab", "New paper", "Tab", "It is there.", "C-l", "3d", "Enter");
    await terminal.see(/Leaves \d+ \w+ \d+:\d\d, to bob@customer\.test/);
    await terminal.press("C-s");
    await terminal.see(/opened, leaves \d+ /);
    expect(minutesUntil((await show("New paper")).articles[0]?.delivery?.due)).toBeGreaterThan(71 * 60);
  }, 90_000);

  it("sends a copy that no other sees, kept with the draft and in $EDITOR, spelled out before it leaves", async () => {
    const home = await newHome(installation.folder);
    const editor = join(installation.folder, "editor.sh");
    await writeFile(editor, '#!/bin/sh\ncp "$1" "$0.seen"\nsed -i "s/^Bcc: .*/&, two@partner.test/" "$1"\n', {
      mode: 0o755,
    });
    const environment = { EDITOR: editor, VISUAL: editor };
    {
      await using terminal = await openDesk(installation, { home, environment });
      await terminal.see("Printer on fire");
      await terminal.press("/", "Printer", "Enter");
      await terminal.see("/Printer: 1");
      await terminal.press("n", "C-b");
      await terminal.see("Only a reply and a forward have a Bcc");
      await terminal.press("Escape", "r");
      expect(await terminal.see("Goes to ann@customer.test")).not.toContain("Bcc");
      await terminal.press("Seen by three.", "C-b", "ann@cus");
      await terminal.see("Ann Example <ann@customer.test>");
      await terminal.press("C-u", "one@partner.test");
      await terminal.see("Goes to ann@customer.test, hidden: one@partner.test");
    }
    await using terminal = await openDesk(installation, { home, environment });
    await terminal.see("Printer on fire");
    await terminal.press("/", "Printer", "Enter");
    await terminal.see("/Printer: 1");
    await terminal.press("r");
    await terminal.see("Goes to ann@customer.test, hidden: one@partner.test");
    await terminal.press("C-e");
    await terminal.see("hidden: one@partner.test, two@partner.test");
    expect(await readFile(`${editor}.seen`, "utf8")).toMatch(
      /^To: .*ann@customer\.test.*\nCc: \nBcc: one@partner\.test\nSubject: /,
    );
    await terminal.press("C-s");
    await terminal.see("one@partner.test is not of this conversation");
    await terminal.press("y");
    await terminal.see("reply queued");
    const received = () => sink.mails.filter(({ raw }) => raw.includes("Seen by three."));
    await eventually("the three mails", async () => received().flatMap(({ to }) => to).length === 3);
    expect(
      received()
        .flatMap(({ to }) => to)
        .toSorted(),
    ).toEqual(["ann@customer.test", "one@partner.test", "two@partner.test"]);
    for (const { raw } of received()) expect(raw.toString()).not.toContain("@partner.test");
  }, 90_000);

  it("writes a note that the customer sees, told in the heading, kept with the draft, and one on all that are marked", async () => {
    const home = await newHome(installation.folder);
    {
      await using terminal = await openDesk(installation, { home });
      await terminal.see("Printer on fire");
      await terminal.press("/", "Printer", "Enter");
      await terminal.see("/Printer: 1");
      await terminal.press("r", "C-y");
      await terminal.see("Only a note on a ticket can be shown");
      await terminal.press("Escape", "n");
      expect(await terminal.see("the customer does not see it")).toContain("Internal note · ");
      await terminal.press("Noon it is.", "C-y");
      expect(await terminal.see("the customer sees it")).toContain("Note for the customer · ");
      await terminal.press("C-y");
      await terminal.see("the customer does not see it");
      await terminal.press("C-y");
      await terminal.see("the customer sees it");
    }
    await using terminal = await openDesk(installation, { home });
    await terminal.see("Printer on fire");
    await terminal.press("/", "Printer", "Enter");
    await terminal.see("/Printer: 1");
    await terminal.press("n");
    await terminal.see("the customer sees it");
    await terminal.press("C-s");
    await terminal.see("note added, the customer sees it");
    expect((await printer()).articles.at(-1)).toMatchObject({ visibleForCustomer: true, sender: "agent" });
    await terminal.press("n", "Only us.");
    await terminal.see("the customer does not see it");
    await terminal.press("C-s");
    await terminal.see(/note added$/m);
    expect((await printer()).articles.at(-1)).toMatchObject({ visibleForCustomer: false });
    await terminal.press("g", "a");
    await terminal.see("Welcome to gotrs");
    await terminal.press("g", "g", "x", "x", "n");
    await terminal.see("2 tickets");
    await terminal.press("For all.", "C-y");
    await terminal.see("Note for the customer · 2 tickets");
    await terminal.press("C-s");
    await terminal.see("2 tickets: note added, the customer sees it");
    const { tickets } = await installation.json<TicketPage>("ticket", "list", "--state-type", "all");
    const shown = await Promise.all(
      tickets.map(async ({ number }) => (await installation.json<TicketDetail>("ticket", "show", number)).articles),
    );
    const forAll = shown.flat().filter(({ body }) => body.includes("For all."));
    expect(forAll.map(({ visibleForCustomer }) => visibleForCustomer)).toEqual([true, true]);
  }, 90_000);
});
