/** A long ticket, what is asked about it, and lists with nothing or much in them, at three sizes; see sizes.test.ts for the rest. */
import { describe, it } from "vitest";
import { install } from "../peers/gotrs.ts";
import { terminalAbsent } from "../peers/terminal.ts";
import { deliver, mails, openDesk } from "./desk.ts";
import { type Step, sizes, walk } from "./walk.ts";

const absent = await terminalAbsent();
if (absent !== undefined && process.env.CI === "true") throw new Error(absent);

/** With an attachment, a quote, a word that is wider than the screen, and what another server found of its sender. */
const invoice = Buffer.from(
  [
    "Authentication-Results: mx.desk.test; spf=pass smtp.mailfrom=customer.test; dkim=fail; dmarc=fail header.from=customer.test",
    "From: Bob Brown <bob@customer.test>",
    "To: support@localhost",
    "Cc: Carla Long <carla@customer.test>",
    "Subject: Invoice 2026-118 has the wrong address, and the one before it had none at all",
    "Message-ID: <invoice@customer.test>",
    "MIME-Version: 1.0",
    'Content-Type: multipart/mixed; boundary="b"',
    "",
    "--b",
    "Content-Type: text/plain; charset=utf-8",
    "",
    "See https://customer.test/invoices/2026/118?as=pdf&of=the-long-way-round-to-the-invoice-that-has-the-wrong-address",
    "",
    ...Array.from({ length: 12 }, (_, index) => `> Line ${index + 1} of what was said before.`),
    "",
    "Bob",
    "--b",
    "Content-Type: application/pdf; name=invoice-118.pdf",
    "Content-Disposition: attachment; filename=invoice-118.pdf",
    "Content-Transfer-Encoding: base64",
    "",
    "JVBERi0xLjQK",
    "--b",
    "Content-Type: text/html; name=look.html",
    "Content-Disposition: attachment; filename=look.html",
    "",
    "<p>Hello</p>",
    "--b--",
    "",
  ].join("\r\n"),
);

const list: readonly Step[] = [
  ["log-none", ["g", "l"], "Nothing was told yet"],
  ["watched-none", ["q", "g", "w"], /Watched: 0/],
  ["search-none", ["/", "nothing-has-this", "Enter"], "nothing-has-this: 0"],
  ["mine", ["g", "m"], /Mine: 3/],
  ["marked", ["g", "a", "g", "g", "2", "x"], "2 marked"],
  ["priority", ["p"], "5 very high"],
  ["bulk", ["Escape", "O"], "Owner:"],
  ["delete", ["Escape", "e", "D"], "Delete 2 tickets for good?"],
  ["keys-edit", ["Escape", "e"], /u unread/],
  ["keys-go", ["Escape", "g"], /overview/],
  ["number", ["Escape", "Escape", "#"], "Ticket number"],
  ["new-kind", ["Escape", "+"], "A new ticket"],
  ["new-queue", ["Enter"], "In which queue"],
  ["new-phone", ["Enter"], "phone"],
  ["recipients", ["cora"], "cora@initech.test"],
];
const ticket: readonly Step[] = [
  ["long-ticket", ["Escape", "y", "g", "a", "g", "g", "Enter"], "invoice-118.pdf"],
  ["unfolded", ["z"], "Line 12 of what was said"],
  ["keys-view", ["z", "v"], /source/],
  ["source", ["r"], "Authentication-Results"],
  ["source-help", ["?"], "find on this page"],
  ["source-find", ["Escape", "/", "invoice-118", "Enter"], "filename=invoice-118"],
  ["origin", ["q", "v", "f"], "DMARC fail"],
  ["links-some", ["q", "v", "l"], "Printer on fire"],
  ["customer-others", ["q", "v", "c"], "Customer bob"],
  ["owner", ["q", "O"], "Owner:"],
  ["state", ["Escape", "s"], "pending reminder"],
  ["until", ["pending rem", "Enter"], "Until"],
  ["until-wrong", ["soon", "Enter"], "is no time"],
  ["save", ["Escape", "d"], "look.html"],
  ["save-as", ["Enter"], "Save as:"],
  ["open-danger", ["Escape", "o", "look", "Enter"], "could be a program"],
  ["merge", ["M"], "Merge into the ticket"],
  ["link", ["Escape", "L", "1", "Enter"], "This ticket is"],
  ["call", ["Escape", "P"], "Who called"],
  ["split-queue", ["Escape", "S", "Enter"], /queue:/i],
  ["split", ["Enter"], "Make it a ticket of its own"],
  ["bounce", ["Escape", "B", "eve@else.test", "Enter"], "Send it on to eve@else.test"],
  ["time", ["Escape", "e", "t"], "Time spent"],
  ["flag", ["Escape", "e", "f"], "Your own flag"],
  ["answered", ["Escape", "G"], "We come tomorrow."],
];

describe.skipIf(absent !== undefined)(`a long ticket, and what is asked ${absent ?? ""}`, () => {
  it.each(sizes)(
    "looks as it did at %i×%i",
    async (columns, rows) => {
      await using installation = await install(undefined, { GOTRS_AUTHENTICATION_TRUSTED_HOSTS: "mx.desk.test" });
      const admin = (...args: readonly string[]) => installation.json("admin", ...args);
      await admin("user", "add", "max", "--first-name", "Max", "--last-name", "Moor", "--permissions", "users=rw");
      const person = ["--first-name", "Cora", "--last-name", "Long", "--email", "cora@initech.test"];
      await admin("customer-user", "add", "cora", ...person, "--customer-id", "initech");
      await using daemon = await installation.serve();
      await deliver(daemon, mails.printer, invoice);
      const { tickets } = await installation.json<{ tickets: readonly { title: string; number: string }[] }>(
        ...["ticket", "list"],
      );
      const numberOf = (title: string): string => tickets.find((one) => one.title.startsWith(title))?.number ?? "";
      await installation.json(
        "ticket",
        "note",
        numberOf("Invoice"),
        "--subject",
        "Asked",
        "--body",
        "Accounting looks.",
      );
      await installation.json("ticket", "reply", numberOf("Invoice"), "--body", "We come tomorrow.");
      await installation.json("ticket", "link", numberOf("Invoice"), numberOf("Printer"));
      await using terminal = await openDesk(installation, { columns, rows });
      await terminal.see(/Raw +3/);
      await walk(terminal, `${columns}x${rows}`, [...list, ...ticket]);
    },
    180_000,
  );
});
