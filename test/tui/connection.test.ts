/** The daemon goes, comes back, or wants to know who is there: what the agent typed outlives all of it. */
import { generateSync } from "otplib";
import { expect, it } from "vitest";
import { eventually } from "../peers/eventually.ts";
import { type Daemon, type Installation, install } from "../peers/gotrs.ts";
import { terminalAbsent } from "../peers/terminal.ts";
import { deliver, mails, openDesk } from "./desk.ts";
import { stable } from "./stable.ts";

const absent = await terminalAbsent();
if (absent !== undefined && process.env.CI === "true") throw new Error(absent);

it.skipIf(absent !== undefined)(
  `reconnects by itself when the daemon is back, and keeps what was written ${absent ?? ""}`,
  async () => {
    await using installation = await install();
    let daemon: Daemon = await installation.serve();
    await deliver(daemon, mails.printer);
    await using terminal = await openDesk(installation);
    await terminal.see("Printer on fire");
    await terminal.press("g", "g", "r");
    await terminal.see("> Please help");
    await terminal.press("Unlost");
    await terminal.see("Unlost");
    await daemon.child.stop();
    await terminal.see("no connection");
    await terminal.press("C-s");
    await terminal.see("No daemon answers");
    await terminal.see("Unlost");
    daemon = await installation.serve();
    try {
      await terminal.see(/^ gotrs .* root@localhost$/m);
      await terminal.press("C-s");
      await terminal.see("reply queued");
      await deliver(daemon, mails.wide);
      await terminal.see("日本語の件名");
    } finally {
      await daemon.child.stop();
    }
  },
  60_000,
);

it.skipIf(absent !== undefined)(
  `asks for login and password at a server, and again when the login has ended ${absent ?? ""}`,
  async () => {
    await using installation = await install();
    await using daemon = await installation.serve();
    await deliver(daemon, mails.printer);
    await using terminal = await openDesk(installation, { arguments: ["--server", daemon.http] });
    await terminal.see("Password");
    const asked = (await terminal.screen()).replace(daemon.http, "http://127.0.0.1:8025");
    await expect(stable(asked)).toMatchFileSnapshot("../golden/login-80x24.txt");
    await terminal.press("root@localhost", "Enter", "wrong", "Enter");
    await terminal.see("Login or password is wrong");
    await terminal.press(installation.password);
    expect(await terminal.screen()).not.toContain(installation.password);
    await terminal.press("Enter");
    await terminal.see("Printer on fire");
    await terminal.press("g", "g", "r");
    await terminal.see("> Please help");
    await terminal.press("Unlost");
    await terminal.see("Unlost");
    await endLogins(installation);
    await terminal.press("C-s");
    await terminal.see("Your login has ended");
    await terminal.press(installation.password, "Enter");
    await terminal.see("Unlost");
    expect(await terminal.see("^S send")).not.toContain("Log in again");
    await terminal.press("C-s");
    await terminal.see("reply queued");
    // The daemon was never away: nothing of that hides what was said of the mail.
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(await terminal.screen()).toContain("reply queued");
    const logins = async () => (await installation.run(["admin", "session", "list"])).stdout;
    expect(await logins()).toContain("root@localhost");
    await terminal.press("q");
    await eventually("the login to end", async () => !(await logins()).includes("root@localhost"));
  },
  60_000,
);

it("asks for the code of a second factor, and goes on with it", async () => {
  await using installation = await install();
  const enrolled = await installation.json<{ secret: string }>("admin", "auth", "enrol", "root@localhost");
  const code = generateSync({ secret: enrolled.secret });
  const { recoveryCodes } = await installation.json<{ recoveryCodes: readonly string[] }>(
    ...["admin", "auth", "confirm", "root@localhost", code],
  );
  await using daemon = await installation.serve();
  await deliver(daemon, mails.printer);
  await using terminal = await openDesk(installation, { arguments: ["--server", daemon.http] });
  await terminal.see("Password");
  await terminal.press("root@localhost", "Enter", installation.password, "Enter");
  await terminal.see("Now the code of your authenticator");
  await terminal.see("Code");
  await terminal.press("000000", "Enter");
  await terminal.see("The code is wrong");
  await terminal.press(recoveryCodes[0] ?? "", "Enter");
  await terminal.see("Printer on fire");
}, 60_000);

async function endLogins(installation: Installation): Promise<void> {
  const { stdout } = await installation.run(["admin", "session", "end", "--user", "root@localhost"]);
  expect(stdout).toBe("1 session ended\n");
}
