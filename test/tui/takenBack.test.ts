/** Mail that is taken back before it leaves: what comes back into the composer is all that was written, and all that was attached. */
import { randomBytes } from "node:crypto";
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TicketDetail, TicketPage } from "../../src/api/ticket.ts";
import { type Daemon, type Installation, install } from "../peers/gotrs.ts";
import { startJsonProxy } from "../peers/jsonProxy.ts";
import { type Terminal, terminalAbsent } from "../peers/terminal.ts";
import { deliver, mails, newHome, openDesk } from "./desk.ts";

const absent = await terminalAbsent();
if (absent !== undefined && process.env.CI === "true") throw new Error(absent);

const enclosed = [
  ...["From: Ann Example <ann@customer.test>", "To: support@localhost", "Subject: Plan of the floor"],
  ...["Message-ID: <plan@customer.test>", "MIME-Version: 1.0", "Content-Type: multipart/mixed; boundary=b", "", "--b"],
  ...[
    "",
    "Which room?",
    "--b",
    'Content-Disposition: attachment; filename="floor.txt"',
    "",
    "second floor",
    "--b--",
    "",
  ],
].join("\r\n");

describe.skipIf(absent !== undefined)(`mail that is taken back ${absent ?? ""}`, () => {
  let installation: Installation;
  let daemon: Daemon;
  let token: string;
  let file: string;
  const content = randomBytes(200_000);
  beforeAll(async () => {
    installation = await install(undefined, { GOTRS_OUTBOUND_UNDO_SECONDS: "600" });
    token = (await installation.run(["admin", "token", "add", "--user", "root@localhost"])).stdout.trim();
    daemon = await installation.serve();
    await deliver(daemon, mails.printer, Buffer.from(enclosed));
    file = join(installation.folder, "manual.bin");
    await writeFile(file, content);
  }, 60_000);
  afterAll(async () => {
    await daemon?.[Symbol.asyncDispose]();
    await installation?.[Symbol.asyncDispose]();
  });
  const show = async (title: string) => {
    const { tickets } = await installation.json<TicketPage>("ticket", "list", "--state-type", "all");
    return await installation.json<TicketDetail>(
      ...["ticket", "show", tickets.find((one) => one.title === title)?.number ?? ""],
    );
  };
  const open = async (home: string, title: string, options: Parameters<typeof openDesk>[1] = {}): Promise<Terminal> => {
    const terminal = await openDesk(installation, { home, columns: 110, rows: 34, ...options });
    await terminal.see("Welcome to gotrs");
    await terminal.press("/", title.split(" ")[0] ?? "", "Enter");
    await terminal.see(`/${title.split(" ")[0]}: 1`);
    await terminal.press("Enter");
    await terminal.see("r reply");
    return terminal;
  };
  const attach = async (terminal: Terminal): Promise<void> => {
    await terminal.press("C-t");
    await terminal.see("Attach");
    await terminal.press(file, "Enter");
    await terminal.see("manual.bin (200 kB)");
  };
  const sourceOf = async (article: { readonly id: number } | undefined): Promise<string> => {
    const answer = await fetch(`${daemon.http}/api/v1/articles/${article?.id}/raw`, {
      headers: { authorization: `Bearer ${token}` },
    });
    return await answer.text();
  };
  const draftsOf = async (home: string) =>
    (await readdir(join(home, "gotrs"), { recursive: true })).filter(
      (name) => /json$|files/.test(name) && name.startsWith("drafts"),
    );

  it("is whole after u, with the closing that was undone told, after a crash too, and is sent as it was", async () => {
    const home = await newHome(installation.folder);
    {
      await using terminal = await open(home, "Printer on fire");
      await terminal.press("r");
      await terminal.see("Goes to ann@customer.test");
      await terminal.press("Read the manual.", "Up");
      await attach(terminal);
      await terminal.press("C-b", "boss@hidden.test");
      await terminal.see("hidden: boss@hidden.test");
      await terminal.press("C-x");
      await terminal.see("Send it, and close the ticket?");
      await terminal.press("y");
      await terminal.see("reply queued, closed");
      expect((await show("Printer on fire")).stateType).toBe("closed");
      await terminal.press("u");
      await terminal.see("r goes on with its text");
      expect(await show("Printer on fire")).toMatchObject({ stateType: "new" });
    }
    await using terminal = await open(home, "Printer on fire");
    await terminal.press("r");
    const back = await terminal.see("it had closed the ticket too");
    expect(back).toContain("Read the manual.");
    expect(back).toContain("manual.bin (200 kB)");
    expect(back).toContain("hidden: boss@hidden.test");
    await terminal.press("C-x");
    await terminal.see("Send it, and close the ticket?");
    await terminal.press("y");
    await terminal.see("reply queued, closed");
    const sent = (await show("Printer on fire")).articles.at(-1);
    expect(sent).toMatchObject({
      bcc: "boss@hidden.test",
      attachments: [{ filename: "manual.bin", size: content.length }],
      inReplyTo: expect.stringContaining("@customer.test"),
    });
    const raw = await sourceOf(sent);
    expect(raw).not.toContain("hidden.test");
    expect(raw.replace(/\r\n/g, "")).toContain(content.toString("base64"));
    expect(await draftsOf(home)).toEqual([]);
  }, 90_000);

  it("is whole after X on the ticket and in the outbound queue, and answers what it answered", async () => {
    const home = await newHome(installation.folder);
    await using terminal = await open(home, "Welcome to gotrs");
    await terminal.press("r");
    await terminal.see("Goes to welcome@localhost");
    await terminal.press("Thank you.");
    await attach(terminal);
    await terminal.press("C-b", "boss@hidden.test", "C-l");
    await terminal.see("Send when");
    await terminal.press("5d", "Enter");
    await terminal.see(/Leaves \d+ \w+ \d+:\d\d, to welcome@localhost, hidden: boss@hidden\.test/);
    await terminal.press("C-s");
    await terminal.see("boss@hidden.test is not of this conversation");
    await terminal.press("y");
    await terminal.see("reply queued, leaves");
    await terminal.press("Enter");
    await terminal.see("Bcc boss@hidden.test");
    await terminal.press("X");
    await terminal.see(/Take back the mail to .*boss@hidden\.test/);
    await terminal.press("yes", "Enter");
    await terminal.see("taken back; r goes on with its text");
    await terminal.press("r");
    const back = await terminal.see(/Leaves \d+ \w+ \d+:\d\d, to welcome@localhost, hidden: boss@hidden\.test/);
    expect(back).toContain("Thank you.");
    expect(back).toContain("manual.bin (200 kB)");
    expect(back).not.toContain("closed the ticket");
    await terminal.press("C-l", "Enter");
    await terminal.see("Goes to welcome@localhost, hidden");
    await terminal.press("C-s");
    await terminal.see("boss@hidden.test is not of this conversation");
    await terminal.press("y");
    await terminal.see("reply queued");
    const first = (await show("Welcome to gotrs")).articles[0];
    expect((await show("Welcome to gotrs")).articles.at(-1)).toMatchObject({ inReplyTo: first?.messageId });

    // Held back for all alike, which is no time that somebody chose.
    await terminal.press("g", "q");
    await terminal.see("welcome@localhost");
    await terminal.press("/", "welcome", "Enter");
    await terminal.press("X");
    await terminal.see(/Take back the mail to .*welcome@localhost/);
    await terminal.press("yes", "Enter");
    await terminal.see("taken back; r goes on with its text");
    await terminal.press("q");
    await terminal.see("r reply");
    await terminal.press("r");
    const again = await terminal.see("Goes to welcome@localhost, hidden: boss@hidden.test");
    expect(again).toContain("Thank you.");
    expect(again).toContain("manual.bin (200 kB)");
    await terminal.press("Escape");
    await terminal.see("Throw");
    await terminal.press("y");
    await terminal.see("r reply");
    expect(await draftsOf(home)).toEqual([]);
  }, 90_000);

  it("goes to each alone again, where it was sent so, after X on the ticket", async () => {
    const home = await newHome(installation.folder);
    await using terminal = await open(home, "Welcome to gotrs");
    await terminal.press("r");
    await terminal.see("Goes to welcome@localhost");
    await terminal.press("For both of you.", "C-p", "C-b", "boss@hidden.test");
    const each = /Goes to .*each alone/;
    await terminal.see(each);
    await terminal.press("C-s");
    await terminal.see("boss@hidden.test is not of this conversation");
    await terminal.press("y");
    await terminal.see("reply queued");
    expect((await show("Welcome to gotrs")).articles.at(-1)?.delivery).toMatchObject({ state: "queued", waiting: 2 });
    await terminal.press("Enter");
    await terminal.see("For both of you.");
    await terminal.press("X");
    await terminal.see(/Take back the mail to /);
    await terminal.press("yes", "Enter");
    await terminal.see("taken back; r goes on with its text");
    await terminal.press("r");
    expect(await terminal.see(each)).toContain("For both of you.");
    await terminal.press("Escape");
    await terminal.see("Throw");
    await terminal.press("y");
    await terminal.see("r reply");
  }, 90_000);

  it("has the files of a forward once, whether they were the article's or the agent's own", async () => {
    const home = await newHome(installation.folder);
    await using terminal = await open(home, "Plan of the floor");
    const forwardTo = async (): Promise<void> => {
      await terminal.press("F");
      expect(await terminal.see("Nobody would receive it")).toMatch(/Attached +floor\.txt \(12 B\) *$/m);
      await terminal.press("expert@partner.test", "Tab", "Tab", "Tab", "Please look.");
      await attach(terminal);
      await terminal.press("C-s");
      await terminal.see("forwarded");
    };
    const files = async () =>
      (await show("Plan of the floor")).articles.map(({ attachments }) =>
        attachments.map(({ filename }) => filename).toSorted(),
      );
    await forwardTo();
    await terminal.see("INTERNAL MAIL");
    expect((await files()).at(-1)).toEqual(["floor.txt", "manual.bin"]);
    await terminal.press("X");
    await terminal.see("Take back the mail to expert@partner.test");
    await terminal.press("yes", "Enter");
    await terminal.see("taken back; F goes on with its text");
    await terminal.press("F");
    const back = await terminal.see("Goes to expert@partner.test");
    expect(back).toContain("Please look.");
    expect(back).toMatch(/Attached +floor\.txt \(12 B\), manual\.bin/);
    await terminal.press("C-s");
    await terminal.see("forwarded");
    expect((await files()).at(-1)).toEqual(["floor.txt", "manual.bin"]);
    await terminal.press("u");
    await terminal.see("F goes on with its text");
    await terminal.press("F");
    await terminal.see("Goes to expert@partner.test");
    await terminal.press("C-s");
    await terminal.see("forwarded");
    expect((await files()).slice(1)).toEqual(Array(3).fill(["floor.txt", "manual.bin"]));
  }, 90_000);

  it("that opened a ticket goes on as a reply on it, with the ticket's number and its file", async () => {
    const home = await newHome(installation.folder);
    await using terminal = await open(home, "Printer on fire");
    await terminal.press("q", "+");
    await terminal.see("New ticket by mail");
    await terminal.press("mail", "Enter");
    await terminal.see("In which queue");
    await terminal.press("Raw", "Enter");
    await terminal.see("Nobody would receive it");
    await terminal.press("bob@customer.test", "Tab", "Tab", "Fresh paper", "Tab", "It is there.");
    await attach(terminal);
    await terminal.press("C-s");
    await terminal.see("opened");
    await terminal.press("u");
    await terminal.see("r goes on with its text");
    await terminal.press("/", "C-u", "Fresh", "Enter");
    await terminal.see("/Fresh: 1");
    await terminal.press("r");
    const back = await terminal.see("Goes to bob@customer.test");
    expect(back).toContain("It is there.");
    expect(back).toContain("manual.bin (200 kB)");
    const { number } = await show("Fresh paper");
    expect(back).toContain(`[Ticket#${number}] Fresh paper`);
    await terminal.press("C-s");
    await terminal.see("reply queued");
    expect((await show("Fresh paper")).articles.at(-1)).toMatchObject({
      attachments: [{ filename: "manual.bin", size: content.length }],
    });
  }, 90_000);

  it("says that its files stay on the ticket when they cannot be fetched, and has all the rest", async () => {
    await using proxy = await startJsonProxy(daemon.http);
    const home = await newHome(installation.folder);
    await using terminal = await open(home, "Welcome to gotrs", {
      arguments: ["--server", proxy.url],
      environment: { GOTRS_TOKEN: token },
    });
    await terminal.press("r");
    await terminal.see("Goes to welcome@localhost");
    await terminal.press("The last one.");
    await attach(terminal);
    await terminal.press("C-s");
    await terminal.see("reply queued");
    await terminal.press("Enter");
    await terminal.see(/^ ┃ Support/m);
    proxy.delay = (route) => (route.includes("/attachments/") ? 30_000 : 0);
    await terminal.press("X");
    await terminal.see("Take back the mail");
    await terminal.press("yes", "Enter");
    await terminal.see("Waiting for the daemon");
    await terminal.press("Escape");
    await terminal.see("r goes on with its text, without its files, d saves them: stopped");
    proxy.delay = () => 0;
    await terminal.press("r");
    const back = await terminal.see("Goes to welcome@localhost");
    expect(back).toContain("The last one.");
    expect(back).not.toContain("manual.bin");
  }, 90_000);

  it("stays on the ticket where another draft lies already, which is told", async () => {
    const home = await newHome(installation.folder);
    await using terminal = await open(home, "Plan of the floor");
    await terminal.press("r");
    await terminal.see("Goes to ann@customer.test");
    await terminal.press("The first one.", "C-s");
    await terminal.see("reply queued");
    {
      // Of another terminal of the same agent that was shut amid the writing.
      await using other = await open(home, "Plan of the floor");
      await other.press("r");
      await other.see("Goes to ann@customer.test");
      await other.press("The second one.");
      await other.see("The second one.");
    }
    await terminal.press("u");
    await terminal.see("its text stays on the ticket, since another draft lies there");
    await terminal.press("r");
    await terminal.see("The second one.");
  }, 90_000);
});
