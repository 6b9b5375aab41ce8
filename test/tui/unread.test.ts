/** Two who answer the same customer at once: whoever sends last learns of the other's words first. */
import { expect, it } from "vitest";
import { install } from "../peers/gotrs.ts";
import { terminalAbsent } from "../peers/terminal.ts";
import { deliver, mails, newHome, openDesk } from "./desk.ts";
import { sizes, walk } from "./walk.ts";

const absent = await terminalAbsent();
if (absent !== undefined && process.env.CI === "true") throw new Error(absent);

interface Shown {
  readonly articles: readonly { readonly sender: string; readonly body: string }[];
}

it.skipIf(absent !== undefined)(
  `asks before it sends a reply past what another agent sent meanwhile, after a crash too ${absent ?? ""}`,
  async () => {
    await using installation = await install();
    const names = ["--first-name", "Bea", "--last-name", "Agent", "--email", "bea@desk.test"];
    await installation.json("admin", "user", "add", "bea", ...names, "--permissions", "users=rw");
    await using daemon = await installation.serve();
    await deliver(daemon, mails.printer);
    const { tickets } = await installation.json<{ tickets: readonly { title: string; number: string }[] }>(
      ...["ticket", "list"],
    );
    const number = tickets.find(({ title }) => title === "Printer on fire")?.number ?? "";
    const answers = async (): Promise<readonly string[]> =>
      (await installation.json<Shown>("ticket", "show", number)).articles
        .filter(({ sender }) => sender === "agent")
        .map(({ body }) => body);
    const home = await newHome(installation.folder);
    {
      await using crashing = await openDesk(installation, { home });
      await crashing.see("Printer on fire");
      await crashing.press("g", "g", "r");
      await crashing.see("> Please help");
      await crashing.press("Mine");
      await crashing.see("Mine");
    }
    await installation.json("ticket", "reply", number, "--body", "Bea's words.", "--as", "bea");
    await using terminal = await openDesk(installation, { home });
    await terminal.see("Printer on fire");
    await terminal.press("g", "g", "r");
    await terminal.see("Mine");
    await terminal.press("C-s");
    await terminal.see("Written meanwhile");
    await terminal.see("Bea's words.");
    for (const [columns, rows] of sizes.toReversed()) {
      await terminal.resize(columns, rows);
      await walk(terminal, `${columns}x${rows}`, [["written-meanwhile", [], "Bea's words."]], (screen) =>
        screen.replace(/20\d\d-\d\d-\d\d \d\d:\d\d$/m, "2026-01-01 10:00"),
      );
    }
    await terminal.press("q");
    await terminal.see("bea wrote meanwhile. Send all the same? (y/n)");
    await terminal.see("Mine");
    await terminal.press("n");
    await terminal.see("Mine");
    expect(await answers()).toHaveLength(1);
    await terminal.press("C-s");
    await terminal.see("Bea's words.");
    await terminal.press("q");
    await terminal.see("bea wrote meanwhile");
    await terminal.press("y");
    await terminal.see("reply queued");
    expect((await answers()).at(-1)).toContain("Mine");
  },
  60_000,
);
