/** Helping somebody to log in, from the terminal: why they cannot, and a second factor that is lost. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { generateSync } from "otplib";
import { expect, it } from "vitest";
import { type Installation, install } from "../peers/gotrs.ts";
import { type Terminal, terminalAbsent } from "../peers/terminal.ts";
import { newHome, openDesk } from "./desk.ts";

const absent = await terminalAbsent();
if (absent !== undefined && process.env.CI === "true") throw new Error(absent);

const password = "a-new-Password-17-long";
const mistyped = "a-new-Passwort-18-long";

async function withBea(installation: Installation): Promise<void> {
  const bea = ["--first-name", "Bea", "--last-name", "Agent", "--email", "bea@desk.test", "--permissions", "users=ro"];
  await installation.json("admin", "user", "add", "bea", ...bea, "--password", password);
  const { secret } = await installation.json<{ secret: string }>("admin", "auth", "enrol", "bea");
  await installation.json("admin", "auth", "confirm", "bea", generateSync({ secret }));
}

async function toAuth(terminal: Terminal): Promise<void> {
  await terminal.see("Raw");
  await terminal.press("g", "s");
  await terminal.see("customer-company");
  await terminal.press("G", "2k");
  await terminal.press("Enter");
}

it.skipIf(absent !== undefined)(
  `tells why somebody cannot log in, with a password that nobody reads, and takes a lost second factor away when asked twice ${absent ?? ""}`,
  async () => {
    await using installation = await install();
    await withBea(installation);
    await using daemon = await installation.serve();
    await using terminal = await openDesk(installation);
    await toAuth(terminal);
    await terminal.see("? why somebody can log in or not");
    await terminal.press("Enter");
    await terminal.see("Whose login");
    await terminal.press("Enter", "be");
    await terminal.see("Tab: bea");
    await terminal.press("Tab", "Enter");
    await terminal.see("Password (empty: not tried)");
    await terminal.press(mistyped);
    expect(await terminal.see(/not tried\): •{22}/)).not.toContain(mistyped);
    await terminal.press("Enter");
    const told = await terminal.see("bea cannot log in");
    expect(told).toMatch(/^ BAD {3}the password is wrong\n +→ Mind case and blanks, or set a new one$/m);
    expect(told).toMatch(/^ good {2}a second factor is asked for; 10 recovery codes are left$/m);
    // Without a password it is not judged.
    await terminal.press("q", "Enter", "Enter", "bea", "Enter", "Enter");
    await terminal.see("bea can log in");

    await terminal.press("q", "j", "Enter", "Enter", "bea", "Enter");
    await terminal.see("Take the second factor away? It cannot be taken back");
    await terminal.press("Enter", "j", "Enter", "Enter", "bea", "Enter");
    await terminal.see("yes  bea");
    await terminal.press("Down", "Enter");
    await terminal.see("bea logs in without a second factor now");
    const { audit } = await installation.json<{ audit: readonly object[] }>("admin", "audit", "list", "--key", "bea");
    expect(audit[0]).toMatchObject({ by: "root@localhost", changes: { secondFactor: { from: true, to: false } } });

    await terminal.press("g", "l");
    expect(await terminal.see("bea logs in without a second factor now")).not.toContain(mistyped);
    expect(daemon.child.output()).not.toContain(mistyped);
    for (const file of await readdir(installation.folder, { recursive: true, withFileTypes: true })) {
      if (!file.isFile()) continue;
      const path = join(file.parentPath, file.name);
      expect([path, (await readFile(path)).includes(mistyped)]).toEqual([path, false]);
    }
  },
  90_000,
);

it.skipIf(absent !== undefined)(
  `tells it in the agent's language, of a customer as well ${absent ?? ""}`,
  async () => {
    await using installation = await install();
    await using _daemon = await installation.serve();
    const home = await newHome(installation.folder, "language: fr\n");
    await using terminal = await openDesk(installation, { home });
    await toAuth(terminal);
    await terminal.see("? pourquoi quelqu'un peut se connecter ou non");
    await terminal.press("Enter", "Down", "Enter", "erika", "Enter", "Enter");
    await terminal.see("erika ne peut pas se connecter");
    await terminal.see(/^ NON {2}introuvable\u00a0: client «\u00a0erika\u00a0»$/m);
  },
  60_000,
);
