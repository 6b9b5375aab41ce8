/** Tickets that begin in the terminal, by phone, mail and note, and a call on one; in a real terminal, and what the daemon then holds. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TicketDetail } from "../../src/api/ticket.ts";
import { type Daemon, type Installation, install } from "../peers/gotrs.ts";
import { terminalAbsent } from "../peers/terminal.ts";
import { deliver, mails, openDesk } from "./desk.ts";

const absent = await terminalAbsent();
if (absent !== undefined && process.env.CI === "true") throw new Error(absent);

interface Shown {
  readonly number: string;
  readonly queue: string;
  readonly customerUser: string | null;
  readonly articles: TicketDetail["articles"];
}

describe.skipIf(absent !== undefined)(`new tickets ${absent ?? ""}`, () => {
  let installation: Installation;
  let daemon: Daemon;
  beforeAll(async () => {
    installation = await install();
    const template = ["--type", "Create", "--text", "We send you a fax.", "--queues", "Raw"];
    await installation.json("admin", "template", "add", "New fax", ...template);
    daemon = await installation.serve();
    await deliver(daemon, mails.printer);
  });
  afterAll(async () => {
    await daemon?.[Symbol.asyncDispose]();
    await installation?.[Symbol.asyncDispose]();
  });
  const shown = async (title: string): Promise<Shown> => {
    const { tickets } = await installation.json<{ tickets: readonly { title: string; number: string }[] }>(
      ...["ticket", "list"],
    );
    return await installation.json<Shown>("ticket", "show", tickets.find((one) => one.title === title)?.number ?? "");
  };

  it("is opened by phone, for the customer who called", async () => {
    await using terminal = await openDesk(installation);
    await terminal.see("Printer on fire");
    await terminal.press("+", "phone", "Enter");
    await terminal.see("In which queue");
    await terminal.press("Raw", "Enter");
    expect(await terminal.see("New ticket by phone · Raw")).toContain("the customer sees it");
    await terminal.press("ann@customer.test", "Tab", "The lid is stuck", "Tab", "She cannot open it.", "C-s");
    await terminal.see(/: opened$/m);
    const { queue, customerUser, articles } = await shown("The lid is stuck");
    expect({ queue, customerUser }).toEqual({ queue: "Raw", customerUser: "ann@customer.test" });
    expect(articles).toMatchObject([
      { sender: "customer", channel: "Phone", body: "She cannot open it.", visibleForCustomer: true },
    ]);
  });

  it("begins with what the customer does not see, or does, as the agent says; so does a call on it", async () => {
    await using terminal = await openDesk(installation);
    await terminal.see("Printer on fire");
    const begin = async (how: string, title: string, aside: string): Promise<void> => {
      await terminal.press("+", how, "Enter");
      await terminal.see("In which queue");
      await terminal.press("Raw", "Enter");
      await terminal.see("New ticket by");
      await terminal.press("ann@customer.test", "Tab", title, "Tab", `About ${title}.`, "C-y");
      await terminal.see(aside);
      await terminal.press("C-s");
      await terminal.see(`: opened, ${aside}`);
    };
    await begin("phone", "Calls too often", "the customer does not see it");
    await begin("note", "Delivery planned", "the customer sees it");
    const about = async (title: string) => (await shown(title)).articles;
    expect(await about("Calls too often")).toMatchObject([{ sender: "customer", visibleForCustomer: false }]);
    expect(await about("Delivery planned")).toMatchObject([{ sender: "agent", visibleForCustomer: true }]);
    await terminal.press("#", (await shown("Calls too often")).number, "Enter");
    await terminal.see("About Calls too often.");
    await terminal.see("the customer does not see it");
    await terminal.press("P");
    await terminal.see("Who called");
    await terminal.press("I called", "Enter");
    expect(await terminal.see("I called the customer ·")).toContain("the customer sees it");
    await terminal.press("He was not kind.", "C-y");
    await terminal.see("the customer does not see it");
    await terminal.press("C-s");
    await terminal.see("call noted, the customer does not see it");
    expect((await about("Calls too often")).at(-1)).toMatchObject({ channel: "Phone", visibleForCustomer: false });
  });

  it("is opened by a mail with a template's text, and says what is missing before", async () => {
    await using terminal = await openDesk(installation);
    await terminal.see("Printer on fire");
    await terminal.press("+", "mail", "Enter");
    await terminal.see("In which queue");
    await terminal.press("Raw", "Enter");
    await terminal.see("New ticket by mail · Raw");
    await terminal.press("ann@customer.test", "Tab", "Tab", "Tab", "C-o");
    await terminal.see("New fax");
    await terminal.press("Enter");
    await terminal.see("We send you a fax.");
    await terminal.press("C-s");
    await terminal.see(/title/i);
    await terminal.press("Tab", "Tab", "Tab", "A fax for you", "C-s");
    await terminal.see(": opened");
    const { articles } = await shown("A fax for you");
    expect(articles).toMatchObject([{ sender: "agent", channel: "Email", to: "ann@customer.test" }]);
    expect(articles[0]?.body).toContain("We send you a fax.");
  });

  it("is opened by a note without a customer, and a call is noted on it", async () => {
    await using terminal = await openDesk(installation);
    await terminal.see("Printer on fire");
    await terminal.press("+", "note", "Enter");
    await terminal.see("In which queue");
    await terminal.press("Raw", "Enter");
    await terminal.see("New ticket by a note");
    await terminal.press("Tab", "Order paper", "Tab", "Two boxes.", "C-s");
    await terminal.see(": opened");
    await terminal.press("#", (await shown("Order paper")).number, "Enter");
    await terminal.see("Two boxes.");
    await terminal.press("P");
    await terminal.see("Who called");
    await terminal.press("I called", "Enter");
    await terminal.see("I called the customer");
    await terminal.press("They deliver tomorrow.", "C-s");
    await terminal.see("call noted");
    const { articles } = await shown("Order paper");
    expect(articles).toMatchObject([
      { sender: "agent", channel: "Internal", body: "Two boxes." },
      { sender: "agent", channel: "Phone", body: "They deliver tomorrow." },
    ]);
  });
});
