/** Secrets in administration: typed, they are not on the screen; made, they are shown once. */
import { expect, it } from "vitest";
import { install } from "../peers/gotrs.ts";
import { terminalAbsent } from "../peers/terminal.ts";
import { openDesk } from "./desk.ts";

const absent = await terminalAbsent();
if (absent !== undefined && process.env.CI === "true") throw new Error(absent);

it.skipIf(absent !== undefined)(
  `sets a password that nobody reads on the screen and makes one that is shown once ${absent ?? ""}`,
  async () => {
    await using installation = await install();
    const names = ["--first-name", "Kim", "--last-name", "Agent", "--email", "kim@agents.test"];
    await installation.json("admin", "user", "add", "kim", ...names);
    await using daemon = await installation.serve();
    await using terminal = await openDesk(installation);
    await terminal.see("Welcome");
    await terminal.press("g", "s");
    await terminal.see("customer-company");
    await terminal.press("3", "G", "Enter");
    await terminal.see("kim@agents.test");
    await terminal.press("G", "Enter");
    await terminal.see("never shown");
    await terminal.press("9", "G", "Enter");
    await terminal.see("empty: one is made");
    await terminal.press("correct horse 8 battery");
    expect(await terminal.see(/empty: one is made\): •{23}/)).not.toContain("horse");
    await terminal.press("Enter");
    expect(await terminal.see(/● password +•+$/m)).not.toContain("horse");
    await terminal.press("C-s");
    expect(await terminal.see("user kim changed")).not.toContain("horse");
    const logIn = (password: string) =>
      fetch(`${daemon.http}/api/v1/session`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ login: "kim", password }),
      });
    expect((await logIn("correct horse 8 battery")).ok).toBe(true);
    await terminal.press("9", "G", "Enter", "Enter");
    await terminal.see("is made when it is saved");
    await terminal.press("C-s");
    const made = /^ password (\S{8,}) /m.exec(await terminal.see(/^ password \S{8,} /m))?.[1] ?? "";
    expect((await logIn(made)).ok).toBe(true);
  },
  60_000,
);
