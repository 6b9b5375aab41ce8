/** The main job, end to end: a mail in, a ticket, an agent's reply in the terminal, the mail out, the customer's answer. */
import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { TicketDetail, TicketPage } from "../../src/api/ticket.ts";
import { packageRoot } from "../../src/packageRoot.ts";
import { forEachDatabase } from "../databases.ts";
import { apiGet } from "../peers/api.ts";
import { eventually } from "../peers/eventually.ts";
import { install } from "../peers/gotrs.ts";
import { sendLetter } from "../peers/send.ts";
import { startSink } from "../peers/sink.ts";
import { SmtpClient } from "../peers/smtpClient.ts";
import { openTerminal, terminalAbsent } from "../peers/terminal.ts";
import { setUpDesk } from "./deskRows.ts";

const ann = "ann@customer.test";
const absent = await terminalAbsent();

forEachDatabase("the whole loop", (database) => {
  test.skipIf(absent !== undefined)(
    `a mail is answered in the terminal and the answer threads ${absent ?? ""}`,
    async () => {
      await using sink = await startSink();
      await using installation = await install(await database.empty(), { GOTRS_OUTBOUND_SMARTHOST: sink.url });
      await setUpDesk(installation.databaseUrl);
      await using daemon = await installation.serve();
      const { host, port } = daemon.smtp;
      const script = join(installation.folder, "editor.sh");
      await writeFile(script, '#!/bin/sh\necho "Take the blue cable. \u65e5\u672c\u8a9e" >> "$1"\n');
      await chmod(script, 0o755);
      await using terminal = await openTerminal([process.execPath, join(packageRoot, "dist/src/cli/main.js"), "tui"], {
        GOTRS_STATE_DIRECTORY: installation.folder,
        GOTRS_DATABASE_URL: installation.databaseUrl,
        EDITOR: script,
        // What the person who runs the tests has seen and set is none of theirs.
        XDG_STATE_HOME: installation.folder,
        XDG_CONFIG_HOME: installation.folder,
      });
      await terminal.see("Welcome to gotrs  1/4");
      await terminal.press("Escape");
      await terminal.see("welcome@localhost");

      const letter = {
        from: ann,
        to: "support@localhost",
        subject: "Printer on fire",
        body: "Please help.\n\u001b[31mred",
      };
      await sendLetter(host, port, letter);
      // Live: no key was pressed.
      const list = await terminal.see("Printer on fire");
      expect(list).toMatch(/^● {2}\d{16} .* new .* Printer on fire/m);
      const greeting = await sink.mailTo(ann, ({ raw }) => raw.includes("auto-replied"));
      expect(greeting.from).toBe("");

      await terminal.press("g", "g", "Enter");
      const thread = await terminal.see("Please help.");
      expect(thread).toContain("[31mred");
      await terminal.press("t");
      await terminal.see("yours and locked");
      await terminal.press("r");
      await terminal.see("> Please help.");
      await terminal.press("C-e");
      await terminal.see("Take the blue cable.");
      await terminal.press("C-s");
      await terminal.see("reply queued");
      const reply = await sink.mailTo(ann, ({ raw }) => !raw.includes("auto-replied"));
      const text = reply.raw.toString();
      const page = await apiGet<TicketPage>(daemon.socket, "/tickets?search=printer");
      const [ticket] = page.tickets;
      if (ticket === undefined) throw new Error("the ticket is gone");
      expect(ticket).toMatchObject({ state: "open", lock: "lock", owner: "root@localhost" });
      expect(text).toMatch(/^From: .*support@localhost/m);
      expect(text).toContain(`Subject: Re: [Ticket#${ticket.number}] Printer on fire`);
      const before = await apiGet<TicketDetail>(daemon.socket, `/tickets/${ticket.number}`);
      const original = before.articles[0]?.messageId ?? "";
      expect(text).toMatch(new RegExp(`^In-Reply-To: ${original}`, "m"));
      // Our own mark of the ticket first, then the customer's mail.
      expect(text).toMatch(
        new RegExp(`^References:\\s+<ticket\\.${ticket.id}\\.[a-z2-7]{16}@[^>]+>\\s+${original}`, "m"),
      );
      expect(text).toContain("> Please help.");
      expect(reply.from).toBe("support@localhost");

      const replyId = /^Message-ID: (\S+)/im.exec(text)?.[1] ?? "";
      // No number in the subject: References alone must lead to the ticket.
      await sendLetter(host, port, {
        ...letter,
        subject: "Re: that",
        body: "It works.",
        headers: [["In-Reply-To", replyId]],
      });
      const after = await eventually("the customer's answer", async () => {
        const detail = await apiGet<TicketDetail>(daemon.socket, `/tickets/${ticket.number}`);
        return detail.articles.some(({ body }) => body.includes("It works.")) && detail;
      });
      expect(after.articles.map(({ sender }) => sender)).toEqual(["customer", "system", "agent", "customer", "system"]);
      // The cursor went on to the ticket below.
      await terminal.press("k", "Enter");
      await terminal.resize(120, 40);
      await terminal.press("G");
      await terminal.see("It works.");
      await terminal.press("c");
      await terminal.see(`${ticket.number}: closed successful`);
      await eventually(
        "the closed ticket to leave the list",
        async () => !(await terminal.screen()).includes("Printer on fire"),
      );
      expect(await daemon.child.stop()).toBe(0);
    },
    90_000,
  );

  test("what was answered with 250 survives a kill, and the same mail again makes no second article", async () => {
    await using installation = await install(await database.empty());
    const mail = Buffer.from(`From: ${ann}\r\nMessage-ID: <1@customer.test>\r\nSubject: Once\r\n\r\nBody\r\n`);
    const envelope = { from: ann, to: ["support@localhost"] };
    {
      await using daemon = await installation.serve();
      await using client = await SmtpClient.open(daemon.smtp.host, daemon.smtp.port);
      expect(await client.send(envelope, mail)).toMatchObject({ code: 250 });
      process.kill(daemon.child.pid, "SIGKILL");
      await daemon.child.ended;
      client.destroy();
    }
    await using daemon = await installation.serve();
    await using client = await SmtpClient.open(daemon.smtp.host, daemon.smtp.port);
    expect(await client.send(envelope, mail)).toMatchObject({ code: 250 });
    expect(await client.send({ ...envelope, to: ["nobody@elsewhere.test"] }, mail)).toMatchObject({ code: 550 });
    const { tickets } = await installation.json<TicketPage>("ticket", "list", "--search", "once");
    expect(tickets).toHaveLength(1);
    expect(tickets[0]).toMatchObject({ articles: 1, customerUser: ann });
  }, 60_000);
});
