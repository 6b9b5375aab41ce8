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
  readonly sla: string | null;
  readonly customerUser: string | null;
  readonly customerId: string | null;
  readonly dynamicFields: Readonly<Record<string, unknown>>;
  readonly articles: readonly { readonly dynamicFields?: Readonly<Record<string, unknown>> }[];
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
    await terminal.press("3", "j", "Enter");
    await terminal.see(/^ {3}nothing$/m);
    await terminal.press("Prnting", "Enter");
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

  it("lets a colleague watch one ticket or all that are marked, and no longer, and takes each back", async () => {
    const watchers = async (title = "Printer on fire") => (await shown(title)).watchers;
    await using terminal = await openDesk(installation);
    await terminal.see("Printer on fire");
    await terminal.press("#", numbers.get("Printer on fire") ?? "", "Enter");
    await terminal.see("Please help");
    await terminal.press("e", "W");
    await terminal.see("Nobody watches it");
    await terminal.press("e", "w");
    await terminal.see("Who is to watch it");
    await terminal.press("max", "Enter");
    await terminal.see('"max" may not see ticket');
    await installation.json("admin", "permission", "set", "--user", "max", "--group", "users", "--keys", "ro");
    await terminal.press("e", "w", "max", "Enter");
    await terminal.see("watched by max");
    expect(await watchers()).toEqual(["max"]);
    await terminal.press("e", "W");
    await terminal.see("Max Moor  max");
    await terminal.press("Enter");
    await terminal.see("no longer watched by max");
    expect(await watchers()).toEqual([]);
    await terminal.press("u");
    await terminal.see("Undone");
    expect(await watchers()).toEqual(["max"]);
    await terminal.press("q", "g", "g", "2", "x", "e", "w", "max", "Enter");
    await terminal.see("2 tickets: watched by max");
    expect(await watchers("日本語の件名 🎉 café")).toEqual(["max"]);
    await terminal.press("u");
    await terminal.see("Undone: 2 tickets");
    expect(await watchers("日本語の件名 🎉 café")).toEqual([]);
    expect(await watchers()).toEqual(["max"]);
    await using other = await openDesk(installation, { arguments: ["--as", "max"] });
    await other.see("Printer on fire");
    await other.press("#", numbers.get("Printer on fire") ?? "", "Enter");
    await other.see("Please help");
    await other.press("e", "w", "Enter");
    await other.see("you may not choose who watches ticket");
  }, 60_000);

  it("shows what an article's fields hold in the thread, changes those of the chosen one, and takes it back", async () => {
    const number = numbers.get("Printer on fire") ?? "";
    await installation.json("ticket", "note", number, "--body", "They were calm.");
    await installation.json(
      ...["admin", "dynamic-field", "add", "Mood", "--label", "Mood", "--object", "Article"],
      ...["--type", "Dropdown", "--possible-values", "calm=Calm", "angry=Angry"],
    );
    const moods = async () => (await shown("Printer on fire")).articles.map(({ dynamicFields }) => dynamicFields?.Mood);
    await using terminal = await openDesk(installation);
    await terminal.see("Printer on fire");
    await terminal.press("#", number, "Enter");
    await terminal.see("They were calm.");
    await terminal.press("Tab", "v", "d");
    await terminal.see("Article by ");
    await terminal.press("G");
    await terminal.see(/^ Mood {11}–/m);
    await terminal.press("Enter", "Calm", "Enter");
    await terminal.see(/: Mood Calm$/m);
    await terminal.see(/^ Mood {11}Calm +Mood$/m);
    expect((await moods()).filter((mood) => mood === "calm")).toHaveLength(1);
    await terminal.press("q");
    await terminal.see("Mood calm");
    await terminal.press("u");
    await terminal.see("Undone");
    expect((await moods()).filter((mood) => mood !== undefined)).toEqual([]);
    await using other = await openDesk(installation, { arguments: ["--as", "max"] });
    await other.see("Printer on fire");
    await other.press("#", number, "Enter");
    await other.see("They were calm.");
    await other.press("v", "d");
    await other.see("Article by ");
    await other.press("G", "Enter", "Calm", "Enter");
    await other.see("You may not change the fields of");
  }, 60_000);

  it("changes service, SLA and a dynamic field of all that are marked, and takes each back as it was", async () => {
    await installation.json("admin", "sla", "add", "Fast", "--services", "Printing");
    const both = async () =>
      await Promise.all(
        ["Printer on fire", "日本語の件名 🎉 café"].map(async (title) => {
          const { service, sla, dynamicFields } = await shown(title);
          return [service, sla, dynamicFields.Building];
        }),
      );
    const before = await both();
    await using terminal = await openDesk(installation);
    await terminal.see("Printer on fire");
    const marked = async (...keys: readonly string[]) => {
      await terminal.press("g", "g", "2", "x");
      await terminal.see("2 marked");
      await terminal.press(...keys);
    };
    await terminal.press("g", "g", "e", "S");
    await terminal.see("No SLA is for its service");
    await marked("e", "S", "Fast", "Enter");
    await terminal.see("needs a service");
    await terminal.press("e", "s", "Printing", "Enter");
    await terminal.see("2 tickets: Service Printing");
    await marked("e", "S", "Fast", "Enter");
    await terminal.see("2 tickets: SLA Fast");
    await marked("e", "d");
    await terminal.see("Dynamic field");
    await terminal.press("House", "Enter");
    await terminal.see("South");
    await terminal.press("North", "Enter");
    await terminal.see("2 tickets: House North");
    await expect(both()).resolves.toEqual(before.map(() => ["Printing", "Fast", "b1"]));
    for (const what of ["House North", "SLA Fast", "Service Printing"]) {
      await terminal.press("u");
      await terminal.see(`Undone: 2 tickets: ${what}`);
    }
    await expect(both()).resolves.toEqual(before);
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
