/** The directory of customers and companies, by its keys: looking up, cards, a ticket for who is looked at. */
import { describe, expect, it } from "vitest";
import { install } from "../peers/gotrs.ts";
import { terminalAbsent } from "../peers/terminal.ts";
import { deliver, mails, openDesk } from "./desk.ts";
import { type Step, sizes, walk } from "./walk.ts";

const absent = await terminalAbsent();
if (absent !== undefined && process.env.CI === "true") throw new Error(absent);

const steps: readonly Step[] = [
  ["customers", ["g", "c"], /Hank.*glоbex\.example \[xn--/],
  ["customers-help", ["?"], "find customer or company"],
  ["customers-found", ["Escape", "/", "beispiel", "Enter"], "2 with “beispiel”"],
  ["customer-none", ["/", "C-u", "xyz", "Enter"], "Nobody is found by that"],
  ["customer", ["/", "C-u", "ann", "Enter", "Enter"], "Always in a hurry"],
  ["company", ["4", "G", "Enter"], "Bahnhofstr. 1, 8001 Zürich"],
  ["customer-back", ["q"], "Always in a hurry"],
  ["customers-back", ["q"], "1 with “ann”"],
  ["companies", ["Tab"], /Companies: 2 *$/m],
  ["ticket-customer", ["q", "g", "g", "Enter", "v", "c"], "known by this address alone"],
];

describe.skipIf(absent !== undefined)(`customers and companies ${absent ?? ""}`, () => {
  it.each(sizes)(
    "look as they did at %i×%i",
    async (columns, rows) => {
      await using installation = await install();
      const admin = (...args: readonly string[]) => installation.json("admin", ...args);
      const place = ["--street", "Bahnhofstr. 1", "--zip", "8001", "--city", "Zürich", "--country", "Schweiz"];
      await admin("customer-company", "add", "BSP", "--name", "Beispiel AG", ...place, "--url", "https://bsp.example");
      await admin("customer-company", "add", "GLOBEX", "--name", "Globex Corporation");
      const person = (login: string, first: string, last: string, email: string, company: string, ...more: string[]) =>
        admin(
          ...["customer-user", "add", login, "--first-name", first, "--last-name", last],
          ...["--email", email, "--customer-id", company, ...more],
        );
      const phone = ["--phone", "+41 1 234 56 78", "--comment", "Always in a hurry", "--companies", "GLOBEX"];
      await person("ann", "Ann", "Ärmel", "ann@customer.test", "BSP", ...phone);
      await person("bob@beispiel.example", "Bob", "Brown", "bob@beispiel.example", "BSP");
      await person("hank", "Hank", "Scorpio", "hank@glоbex.example", "GLOBEX");
      await admin("customer-user", "disable", "hank");
      await using daemon = await installation.serve();
      await deliver(daemon, mails.printer, mails.wide);
      await using terminal = await openDesk(installation, { columns, rows });
      await terminal.see(/Raw +3 +●3/);
      await walk(terminal, `${columns}x${rows}`, steps);
    },
    120_000,
  );

  it("opens a ticket for the customer that is looked at", async () => {
    await using installation = await install();
    await installation.json(
      ...["admin", "customer-user", "add", "ann", "--first-name", "Ann", "--last-name", "Ärmel"],
      ...["--email", "ann@customer.test", "--customer-id", "BSP"],
    );
    await using _daemon = await installation.serve();
    await using terminal = await openDesk(installation);
    await terminal.see(/Raw +1/);
    await terminal.press("g", "c");
    await terminal.see("Ann Ärmel");
    await terminal.press("+");
    await terminal.see("New ticket by phone");
    await terminal.press("Enter");
    await terminal.see("Misc");
    await terminal.press("Enter");
    await terminal.see("ann@customer.test");
    await terminal.press("Tab", "Tab", "Broken lamp", "Tab", "It flickers.", "C-s");
    await terminal.see("ann@customer.test");
    await expect
      .poll(() => installation.json("ticket", "list", "--search", "lamp"), { timeout: 15_000 })
      .toMatchObject({ tickets: [{ title: "Broken lamp", customerUser: "ann", customerId: "BSP" }] });
  }, 60_000);
});
