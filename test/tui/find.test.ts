/** Words are found on a page of administration, from the cursor on and round again. */
import { expect, it } from "vitest";
import { install } from "../peers/gotrs.ts";
import { terminalAbsent } from "../peers/terminal.ts";
import { openDesk } from "./desk.ts";

const absent = await terminalAbsent();
if (absent !== undefined && process.env.CI === "true") throw new Error(absent);

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
