/** Dynamic fields, watching, and what is done to many tickets at once; in a real terminal, and what the daemon then holds. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../peers/eventually.ts";
import { type Daemon, type Installation, install } from "../peers/gotrs.ts";
import { terminalAbsent } from "../peers/terminal.ts";
import { deliver, mails, openDesk } from "./desk.ts";
import { stable } from "./stable.ts";

const absent = await terminalAbsent();
if (absent !== undefined && process.env.CI === "true") throw new Error(absent);

interface Shown {
  readonly watchers: readonly string[];
  readonly priority: string;
  readonly title: string;
  readonly responsible: string;
  readonly service: string | null;
  readonly customerUser: string | null;
  readonly customerId: string | null;
  readonly dynamicFields: Readonly<Record<string, unknown>>;
}

describe.skipIf(absent !== undefined)(`fields and marks ${absent ?? ""}`, () => {
  let installation: Installation;
  let daemon: Daemon;
  const numbers = new Map<string, string>();
  beforeAll(async () => {
    installation = await install();
    const field = async (name: string, ...args: readonly string[]) =>
      await installation.json("admin", "dynamic-field", "add", name, "--label", ...args);
    await field("Building", "House", "--type", "Dropdown", "--possible-values", "b1=North", "b2=South");
    await field("Parts", "Parts", "--type", "Multiselect", "--possible-values", "fuser=Fuser", "tray=Tray");
    await field("Serial", "Serial number");
    await field("Paid", "Paid", "--type", "Checkbox");
    await installation.json("admin", "service", "add", "Printing", "--customers", "<DEFAULT>");
    await installation.json("admin", "user", "add", "max", "--first-name", "Max", "--last-name", "Moor");
    const person = ["--first-name", "Cora", "--last-name", "Long", "--email", "cora@initech.test"];
    await installation.json("admin", "customer-user", "add", "cora", ...person, "--customer-id", "initech");
    daemon = await installation.serve();
    await deliver(daemon, mails.printer, mails.wide);
    const { tickets } = await installation.json<{ tickets: readonly { title: string; number: string }[] }>(
      ...["ticket", "list"],
    );
    for (const { title, number } of tickets) numbers.set(title, number);
  });
  afterAll(async () => {
    await daemon?.[Symbol.asyncDispose]();
    await installation?.[Symbol.asyncDispose]();
  });
  const shown = async (title: string): Promise<Shown> =>
    await installation.json<Shown>("ticket", "show", numbers.get(title) ?? "");

  it("changes a ticket's facts where they are shown, says what is not one, and takes each back", async () => {
    const facts = async () => {
      const { title, responsible, service, customerUser, customerId } = await shown("Printer on fire");
      return { title, responsible, service, customerUser, customerId };
    };
    const before = await facts();
    await using terminal = await openDesk(installation);
    await terminal.see("Printer on fire");
    await terminal.press("g", "g", "j", "Enter");
    await terminal.see("Please help");
    await terminal.press("v", "f");
    await terminal.see("Responsible");
    await terminal.press("Enter", " again", "Enter");
    await terminal.see("Title Printer on fire again");
    await terminal.press("5", "j", "Enter", "max", "Enter");
    await terminal.see(/Responsible {2}max$/m);
    await terminal.press("3", "j", "Enter", "Prnting", "Enter");
    await terminal.see(/Prnting.*Printing/s);
    await terminal.press("C-u", "Printing", "Enter");
    await terminal.see(/Service {6}Printing$/m);
    await terminal.press("G", "2", "k", "Enter");
    await terminal.press("C-u", "cora", "Enter");
    await terminal.see(/Company {6}initech$/m);
    await expect(facts()).resolves.toEqual({
      title: "Printer on fire again",
      responsible: "max",
      service: "Printing",
      customerUser: "cora",
      customerId: "initech",
    });
    await terminal.press("q");
    for (const what of ["Customer cora", "Service Printing", "Responsible max", "Title"]) {
      await terminal.press("u");
      await terminal.see(new RegExp(`Undone: \\d+: ${what}`));
    }
    await expect(facts()).resolves.toEqual(before);
  }, 90_000);

  it("shows a ticket's dynamic fields and asks for each as its kind wants it, and takes it back", async () => {
    await using terminal = await openDesk(installation);
    await terminal.see("Printer on fire");
    await terminal.press("g", "g", "j", "Enter");
    await terminal.see("Please help");
    await terminal.press("v", "d");
    await terminal.see("Serial number");
    await terminal.press("Enter");
    await terminal.see("South");
    await terminal.press("sou", "Enter");
    await terminal.see("House South");
    await terminal.press("j", "Enter", "Enter");
    await terminal.see("Parts Fuser");
    await terminal.press("Enter", "tray", "Enter");
    await terminal.see("Parts Fuser, Tray");
    await terminal.press("j", "Enter", "X-42", "Enter");
    await terminal.see("Serial number X-42");
    await terminal.press("j", "Enter", "Enter");
    const page = await terminal.see(/^ Paid {11}yes/m);
    await expect(stable(page)).toMatchFileSnapshot("../golden/fields-80x24.txt");
    expect((await shown("Printer on fire")).dynamicFields).toEqual({
      Building: "b2",
      Parts: ["fuser", "tray"],
      Serial: "X-42",
      Paid: true,
    });
    await terminal.press("q");
    await terminal.see("Building b2 · Parts fuser, tray · Serial X-42 · Paid true");
    await terminal.press("u");
    await terminal.see("Undone");
    await eventually("the last field to be as it was", async () => {
      const { dynamicFields } = await shown("Printer on fire");
      return dynamicFields.Paid === undefined;
    });
  }, 60_000);

  it("watches all that are marked in one go, and no longer with u", async () => {
    await using terminal = await openDesk(installation);
    await terminal.see("Printer on fire");
    await terminal.press("g", "g", "x", "x", "w");
    await terminal.see("2 tickets: watched");
    expect((await shown("Printer on fire")).watchers).toEqual(["root@localhost"]);
    await terminal.press("g", "w");
    await terminal.see("Watched: 2");
    await terminal.press("u");
    await terminal.see("Watched: 0");
    expect((await shown("Printer on fire")).watchers).toEqual([]);
  }, 60_000);

  it("marks several by a count, and all by one key, which takes the marks away again", async () => {
    await using terminal = await openDesk(installation);
    await terminal.see("Printer on fire");
    await terminal.press("g", "g", "2", "x");
    await terminal.see("2 marked");
    await terminal.press("X");
    const all = /All open: (\d+)/.exec(await terminal.screen())?.[1] ?? "";
    expect(Number(all)).toBeGreaterThan(2);
    await terminal.see(`${all} marked`);
    await terminal.press("w");
    await terminal.see(`${all} tickets: watched`);
    await terminal.press("u", "X");
    await terminal.see(`${all} marked`);
    await terminal.press("X");
    await terminal.see(/owner root@localhost · \S+$/m);
  }, 60_000);

  it("takes back each as it was what was done to all that are marked", async () => {
    await using terminal = await openDesk(installation);
    await terminal.see("Printer on fire");
    await terminal.press("g", "g", "p", "5", "Enter");
    await terminal.see("priority 5 very high");
    await terminal.see(/ 5 new /);
    await terminal.press("x", "x", "p", "1", "Enter");
    await terminal.see("2 tickets: priority 1 very low");
    expect((await shown("Printer on fire")).priority).toBe("1 very low");
    await terminal.press("u");
    await terminal.see("Undone: 2 tickets");
    expect((await shown("Printer on fire")).priority).toBe("3 normal");
    expect((await shown("日本語の件名 🎉 café")).priority).toBe("5 very high");
  }, 60_000);
});
