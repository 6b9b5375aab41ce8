/** What is found: words on a page, from the cursor on and round again; the tickets, when a remembered queue is gone. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { install } from "../peers/gotrs.ts";
import { terminalAbsent } from "../peers/terminal.ts";
import { newHome, openDesk } from "./desk.ts";

const absent = await terminalAbsent();
if (absent !== undefined && process.env.CI === "true") throw new Error(absent);

it.skipIf(absent !== undefined)(`shows all tickets when the queue that was looked at before is gone`, async () => {
  await using installation = await install();
  await using _daemon = await installation.serve();
  const home = await newHome(installation.folder);
  await writeFile(join(home, "gotrs", "tui.json"), '{"toured":true,"queue":"Gone"}');
  await using terminal = await openDesk(installation, { home });
  await terminal.see("All open: 1");
  expect(await terminal.see("Welcome to gotrs")).not.toContain("· Gone");
});

it.skipIf(absent !== undefined)(`finds words on a page ${absent ?? ""}`, async () => {
  await using installation = await install();
  for (const name of ["Büro", "Garage", "Bürgersteig"])
    await installation.json("admin", "queue", "add", name, "--group", "users");
  await using _daemon = await installation.serve();
  await using terminal = await openDesk(installation);
  await terminal.see("All open");
  await terminal.press("g", "s");
  await terminal.see("Administration");
  await terminal.press("/", "where tickets lie", "Enter", "Enter");
  await terminal.see("Garage");
  await terminal.press("/", "bur", "Enter", "Enter");
  await terminal.see("queue Büro");
  await terminal.press("Escape");
  await terminal.see("Garage");
  await terminal.press("n");
  await terminal.press("Enter");
  await terminal.see("queue Bürgersteig");
  await terminal.press("Escape");
  await terminal.press("/", "nowhere", "Enter");
  expect(await terminal.see("Nothing on this page")).toContain('Nothing on this page has "nowhere"');
});
