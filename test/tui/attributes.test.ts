/** What a ticket is besides, by `e` and a letter: for one and for all that are marked, repeated and taken back. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TicketDetail, TicketPage } from "../../src/api/ticket.ts";
import { eventually } from "../peers/eventually.ts";
import { type Daemon, type Installation, install } from "../peers/gotrs.ts";
import { terminalAbsent } from "../peers/terminal.ts";
import { deliver, mails, openDesk } from "./desk.ts";

const absent = await terminalAbsent();
if (absent !== undefined && process.env.CI === "true") throw new Error(absent);

describe.skipIf(absent !== undefined)(`attributes ${absent ?? ""}`, () => {
  let installation: Installation;
  let daemon: Daemon;
  beforeAll(async () => {
    installation = await install();
    daemon = await installation.serve();
    await deliver(daemon, mails.wide, mails.printer);
  });
  afterAll(async () => {
    await daemon?.[Symbol.asyncDispose]();
    await installation?.[Symbol.asyncDispose]();
  });
  const all = async () =>
    (await installation.json<TicketPage>(...["ticket", "list", "--state-type", "all"])).tickets.toReversed();
  const numberOf = async (title: string) => (await all()).find((one) => one.title === title)?.number ?? "";
  const show = async (title: string) => await installation.json<TicketDetail>("ticket", "show", await numberOf(title));
  const printer = "Printer on fire";
  const welcome = "Welcome to gotrs";

  it("shows after the first key how it may go on", async () => {
    await using terminal = await openDesk(installation);
    await terminal.see(printer);
    await terminal.press("e");
    const screen = await terminal.see("r read  u unread  f flag  t time  p remind  y type  s service  …");
    expect(screen).toContain("D delete");
  }, 60_000);

  it("has a type, a customer and somebody responsible: for all that are marked, repeated and taken back", async () => {
    await installation.json("admin", "type", "add", "Incident");
    await installation.json("admin", "user", "add", "bob", "--first-name", "Bob", "--last-name", "Moor");
    for (const login of ["cora", "corin"]) {
      const person = ["--first-name", login, "--last-name", "Gibbs", "--email", `${login}@initech.test`];
      await installation.json("admin", "customer-user", "add", login, ...person, "--customer-id", `${login}-ltd`);
    }
    const wide = "日本語の件名 🎉 café";
    const held = async () =>
      (await Promise.all([printer, wide, welcome].map(show))).map(({ type, responsible, customerUser, customerId }) => [
        type,
        responsible,
        customerUser,
        customerId,
      ]);
    const before = await held();
    await using terminal = await openDesk(installation);
    await terminal.see(printer);
    await terminal.press("g", "g", "x", "x", "e", "y");
    await terminal.see("Incident");
    await terminal.press("Inci", "Enter");
    await terminal.see("2 tickets: type Incident");
    expect((await held()).map(([type]) => type)).toEqual(["Incident", "Incident", before[2]?.[0]]);
    await terminal.press("u");
    await terminal.see("Undone: 2 tickets: type Incident");
    expect(await held()).toEqual(before);
    await terminal.press("g", "g", "x", "x", "e", "R");
    await terminal.see(/Bob Moor +bob/);
    await terminal.press("bob", "Enter");
    await terminal.see("2 tickets: responsible bob");
    expect((await held()).map(([, responsible]) => responsible)).toEqual(["bob", "bob", before[2]?.[1]]);
    await terminal.press("G", ".");
    await terminal.see(`${await numberOf(welcome)}: responsible bob`);
    expect((await show(welcome)).responsible).toBe("bob");
    await terminal.press("u");
    await terminal.see(`Undone: ${await numberOf(welcome)}`);
    await terminal.press("u");
    await terminal.see("Undone: 2 tickets: responsible bob");
    expect(await held()).toEqual(before);

    await terminal.press("g", "g", "x", "x", "e", "c");
    await terminal.see("Customer (name, login or address");
    await terminal.press("gibbs", "Enter");
    await terminal.see("corin Gibbs <corin@initech.test>");
    await terminal.press("corin", "Enter");
    await terminal.see("2 tickets: customer corin");
    expect((await held()).map(([, , ...customer]) => customer)).toEqual([
      ["corin", "corin-ltd"],
      ["corin", "corin-ltd"],
      before[2]?.slice(2),
    ]);
    await terminal.press("u");
    await terminal.see("Undone: 2 tickets: customer corin");
    expect(await held()).toEqual(before);
    await terminal.press("g", "g", "Enter");
    await terminal.see("Please help, it burns.");
    await terminal.press("e", "c", "cora@initech.test", "Enter");
    await terminal.see(": customer cora");
    expect(await show(printer)).toMatchObject({ customerUser: "cora", customerId: "cora-ltd" });
    await terminal.press("e", "c", "Enter");
    await terminal.see(": no customer");
    expect((await show(printer)).customerUser).toBe(null);
    await terminal.press("u");
    await terminal.see("Undone");
    await terminal.press("u");
    await terminal.see(": customer cora");
    expect(await held()).toEqual(before);
  }, 90_000);

  it("counts as read and unread, one and several, with the very articles when it is taken back", async () => {
    await installation.json("ticket", "note", await numberOf(printer), "--body", "Looked at it.");
    const [mail] = (await show(printer)).articles;
    await installation.json("ticket", "seen", await numberOf(printer), "--remove", "--article", String(mail?.id));
    await using terminal = await openDesk(installation);
    await terminal.see(printer);
    await terminal.press("g", "g", "x", "x", "e", "r");
    await terminal.see("2 tickets: read");
    expect((await all()).map(({ unread }) => unread)).toEqual([true, false, false]);
    await terminal.press("u");
    await terminal.see("Undone: 2 tickets: read");
    expect((await show(printer)).articles.map(({ seen }) => seen)).toEqual([false, true]);
    await terminal.press("g", "g", "N");
    await terminal.see("Please help, it burns.");
    await terminal.press("BTab", "e", "u");
    await terminal.see(": unread");
    expect((await show(printer)).articles.map(({ seen }) => seen)).toEqual([false, true]);
  }, 60_000);

  it("has flags of the agent's own, on the ticket and on an article", async () => {
    await using terminal = await openDesk(installation);
    await terminal.see(printer);
    await terminal.press("g", "g", "e", "f", "Enter");
    await terminal.see("flagged Important");
    await terminal.press("j", ".");
    await terminal.see("flagged Important");
    await terminal.press("k", "Enter");
    await terminal.see("⚑ Important");
    await terminal.press("BTab", "e", "f");
    await terminal.see("Your own flag on the article");
    await terminal.press("another", "Enter");
    await terminal.see("Flag (name, name=value");
    await terminal.press("Room=12", "Enter");
    await terminal.see("⚑ Room 12");
    expect((await show(printer)).articles.map(({ flags }) => flags)).toEqual([{ Room: "12" }, {}]);
    await terminal.press("u");
    await terminal.see("Undone");
    expect((await show(printer)).articles.map(({ flags }) => flags)).toEqual([{}, {}]);
    await terminal.press("q", "e", "f");
    await terminal.see("✓ Important");
    await terminal.press("Enter");
    await terminal.see("no longer flagged Important");
    expect((await show(printer)).flags).toEqual({});
    expect((await show("日本語の件名 🎉 café")).flags).toEqual({ Important: "1" });
  }, 60_000);

  it("accounts time by itself and with a note, and takes it back", async () => {
    await using terminal = await openDesk(installation);
    await terminal.see(printer);
    await terminal.press("g", "g", "e", "t", "much", "Enter");
    await terminal.see('"much" is no time');
    await terminal.press("C-u", "0,25", "Enter");
    await terminal.see("time 0.25 accounted");
    expect((await show(printer)).timeUnits).toBe(0.25);
    await terminal.press("u");
    await terminal.see("Undone");
    expect((await show(printer)).timeUnits).toBe(0);
    await terminal.press("n", "Called her.");
    await terminal.see("Called her.");
    await terminal.press("C-d", "1.5", "Enter");
    await terminal.see("── time 1.5 ──");
    await terminal.press("C-s");
    await terminal.see("note added");
    expect((await show(printer)).timeUnits).toBe(1.5);
  }, 60_000);

  it("reminds of what is marked, by the time that is asked for", async () => {
    await using terminal = await openDesk(installation);
    await terminal.see(printer);
    await terminal.press("g", "g", "x", "x", "e", "p");
    await terminal.see("Until (");
    await terminal.press("2d", "Enter");
    await terminal.see("2 tickets: pending reminder until");
    await terminal.press("u");
    await terminal.see("Undone: 2 tickets");
    expect((await all()).every(({ pendingUntil }) => pendingUntil === null)).toBe(true);
  }, 60_000);

  it("gets one note on all that are marked", async () => {
    const before = (await show(printer)).articles.length;
    await using terminal = await openDesk(installation);
    await terminal.see(printer);
    await terminal.press("g", "g", "x", "x", "n");
    await terminal.see("Internal note · 2 tickets");
    await terminal.press("All of the same");
    await terminal.see("All of the same");
    await terminal.press("C-x");
    await terminal.see("Send it, and close the ticket?");
    await terminal.press("y");
    await terminal.see("2 tickets: note added, closed");
    const [one, other] = [await show(printer), await show("日本語の件名 🎉 café")];
    expect(one.articles).toHaveLength(before + 1);
    expect([one, other].map(({ articles, stateType }) => [articles.at(-1)?.body.trim(), stateType])).toEqual([
      ["All of the same", "closed"],
      ["All of the same", "closed"],
    ]);
    await terminal.press("u");
    await terminal.see("Undone: 2 tickets");
    expect((await show(printer)).stateType).toBe("new");
  }, 60_000);

  it("is archived, out of the list, and comes back", async () => {
    await using terminal = await openDesk(installation);
    await terminal.see(welcome);
    await terminal.press("G", "e", "a");
    await terminal.see(": archived");
    await eventually("it to leave the list", async () => !(await terminal.screen()).includes(welcome));
    expect((await show(welcome)).archived).toBe(true);
    await terminal.press("u");
    await terminal.see("Undone");
    await terminal.see(welcome);
    expect((await show(welcome)).archived).toBe(false);
  }, 60_000);

  it("loses a link, which comes back as it was", async () => {
    const [first, second] = [await numberOf(printer), await numberOf(welcome)];
    await installation.json("ticket", "link", first, second, "--kind", "parent");
    const links = (await show(printer)).links;
    await using terminal = await openDesk(installation);
    await terminal.see(printer);
    await terminal.press("g", "g", "e", "l");
    await terminal.see("No longer linked with");
    await terminal.press("Enter");
    await terminal.see(`no longer linked with ${second}`);
    expect((await show(printer)).links).toEqual([]);
    await terminal.press("u");
    await terminal.see("Undone");
    expect((await show(printer)).links).toEqual(links);
  }, 60_000);

  it("is deleted for good by an administrator, who is asked first", async () => {
    const number = await numberOf(welcome);
    await using terminal = await openDesk(installation);
    await terminal.see(welcome);
    await terminal.press("G", "e", "D");
    await terminal.see(`Delete ${number} for good? It cannot be undone`);
    await terminal.press("Enter");
    await terminal.see(welcome);
    await terminal.press("e", "D", "yes", "Enter");
    await terminal.see("deleted for good");
    expect((await all()).map(({ title }) => title)).not.toContain(welcome);
  }, 60_000);
});
