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

/** What is sent need not be waited for. */
const atOnce = "undoSeconds: 0\n";

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
    const home = await newHome(installation.folder, atOnce);
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
      await terminal.press("C-u", "2h", "Enter");
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
    await using terminal = await openDesk(installation, { home: await newHome(installation.folder, atOnce) });
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
    await terminal.press("C-b", "boss@partner.test");
    await terminal.see("to bob@customer.test, hidden: boss@partner.test");
    await terminal.press("C-s");
    await terminal.see(/opened, leaves \d+ /);
    const first = (await show("New paper")).articles[0];
    expect(minutesUntil(first?.delivery?.due)).toBeGreaterThan(71 * 60);
    expect(first).toMatchObject({ to: "bob@customer.test", bcc: "boss@partner.test" });
  }, 90_000);

  it("sends a copy that no other sees, kept with the draft and in $EDITOR, spelled out before it leaves", async () => {
    const home = await newHome(installation.folder, atOnce);
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
      await terminal.see("Only mail has a Bcc");
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

  it("sends each recipient a mail of their own, kept with the draft and after it was taken back", async () => {
    const home = await newHome(installation.folder, atOnce);
    {
      await using terminal = await openDesk(installation, { home });
      await terminal.see("Printer on fire");
      await terminal.press("/", "Printer", "Enter");
      await terminal.see("/Printer: 1");
      await terminal.press("n", "C-p");
      await terminal.see("Only a reply can go to each recipient alone");
      await terminal.press("Escape", "r");
      await terminal.see("Goes to ann@customer.test");
      await terminal.press("Both of you apart.", "C-p");
      await terminal.see("Goes to each alone, seeing no other: ann@customer.test ─");
    }
    await using terminal = await openDesk(installation, { home });
    await terminal.see("Printer on fire");
    await terminal.press("/", "Printer", "Enter");
    await terminal.see("/Printer: 1");
    await terminal.press("r");
    await terminal.see("seeing no other: ann@customer.test");
    await terminal.press("BTab", "BTab", "carl@partner.test");
    await terminal.see("seeing no other: ann@customer.test, carl@partner.test");
    await terminal.press("C-l", "1h", "Enter");
    await terminal.see(/Leaves \d.*, to each alone/);
    await terminal.press("C-s");
    await terminal.see("carl@partner.test is not of this conversation");
    await terminal.press("y");
    await terminal.see("reply queued, leaves");
    await terminal.press("u");
    await terminal.see("r goes on with its text");
    await terminal.press("r");
    await terminal.see(/Leaves \d.*, to each alone/);
    await terminal.press("C-l", "Enter");
    await terminal.see("Goes to each alone");
    await terminal.press("C-s");
    await terminal.see("is not of this conversation");
    await terminal.press("y");
    await terminal.see("reply queued");
    const received = () => sink.mails.filter(({ raw }) => raw.includes("Both of you apart."));
    await eventually("the two mails", async () => received().length === 2);
    for (const { to, raw } of received()) {
      const others = ["ann@customer.test", "carl@partner.test"].filter((one) => !to.includes(one));
      expect(others).toHaveLength(1);
      expect(/^To: .*$/m.exec(raw.toString())?.[0]).not.toContain(others[0]);
    }
  }, 90_000);

  it("gives a note or a call a subject of its own, in $EDITOR too, and the usual one where there is none", async () => {
    const home = await newHome(installation.folder, atOnce);
    const editor = join(installation.folder, "noteEditor.sh");
    await writeFile(editor, '#!/bin/sh\ncp "$1" "$0.seen"\nsed -i "s/^Subject: .*/&!/" "$1"\n', { mode: 0o755 });
    await using terminal = await openDesk(installation, { home, environment: { EDITOR: editor, VISUAL: editor } });
    await terminal.see("Printer on fire");
    await terminal.press("/", "Printer", "Enter");
    await terminal.see("/Printer: 1");
    await terminal.press("r", "C-f");
    await terminal.see("Its subject stands above the text already");
    await terminal.press("Escape", "n");
    expect(await terminal.see("Internal note")).not.toContain("Subject");
    await terminal.press("Its maker knows.", "C-f", "Asked its maker", "C-e");
    await terminal.see("Asked its maker!");
    expect(await readFile(`${editor}.seen`, "utf8")).toBe("Subject: Asked its maker\n\nIts maker knows.");
    await terminal.press("C-s");
    await terminal.see("note added");
    await terminal.press("n", "No word on it.", "C-s");
    await terminal.see(/note added$/m);
    await terminal.press("P", "Enter");
    await terminal.see("The customer called");
    await terminal.press("C-f", "Asked when", "Tab", "Tomorrow.", "C-s");
    await terminal.see("call noted");
    const { articles } = await printer();
    expect(articles.slice(-3).map(({ subject }) => subject)).toEqual(["Asked its maker!", "Note", "Asked when"]);
    await terminal.press("Enter");
    await terminal.see("Subject Asked when");
  }, 90_000);

  it("writes a note that the customer sees, told in the heading, kept with the draft, and one on all that are marked", async () => {
    const home = await newHome(installation.folder, atOnce);
    {
      await using terminal = await openDesk(installation, { home });
      await terminal.see("Printer on fire");
      await terminal.press("/", "Printer", "Enter");
      await terminal.see("/Printer: 1");
      await terminal.press("r", "C-y");
      await terminal.see("Only a note or a call can be shown");
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

  it("answers and has the ticket wait, in a state that is chosen while writing; undo takes both back", async () => {
    await using terminal = await openDesk(installation, { home: await newHome(installation.folder, atOnce) });
    await terminal.see("Printer on fire");
    await terminal.press("/", "Welcome", "Enter");
    await terminal.see("/Welcome: 1");
    await terminal.press("Enter");
    await terminal.see("Welcome to gotrs");
    await terminal.press("r");
    await terminal.see("Goes to");
    await terminal.press("On its way.", "C-n");
    await terminal.see("State with it");
    await terminal.press("reminder", "Enter");
    await terminal.see("Until (");
    await terminal.press("yesterday", "Enter");
    await terminal.see("is no time to come");
    await terminal.press("C-u", "3d", "Enter");
    await terminal.see(/then pending reminder until \d+ /);
    await terminal.press("C-l", "1d", "Enter");
    await terminal.see(/Leaves \d+ \w+ \d+:\d\d, to welcome@localhost · then pending/);
    await terminal.press("C-s");
    await terminal.see(/reply queued, leaves .*, pending reminder until \d+\s/);
    const wide = async () =>
      (await installation.json<{ tickets: readonly object[] }>("ticket", "list", "--state-type", "all")).tickets;
    expect(await wide()).toContainEqual(
      expect.objectContaining({ title: "Welcome to gotrs", state: "pending reminder" }),
    );
    await terminal.press("u");
    await terminal.see("r goes on with its text");
    expect(await wide()).not.toContainEqual(expect.objectContaining({ state: "pending reminder" }));
    await terminal.press("Enter");
    await terminal.see("Welcome to gotrs");
    await terminal.press("r");
    expect(await terminal.see("On its way.")).toMatch(/then pending reminder until \d+ /);
    await terminal.press("C-n");
    await terminal.see("State with it");
    await terminal.press("as it would", "Enter");
    await terminal.see(/Leaves \d+ \w+ \d+:\d\d, to welcome@localhost ─/);
    await terminal.press("Escape");
    await terminal.see("Throw");
    await terminal.press("y");
  }, 90_000);
});
