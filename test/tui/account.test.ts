/** What agents do with their own login and administrators with everybody's, by keys, against a server that asks for passwords. */
import { generateSync } from "otplib";
import { expect, it } from "vitest";
import { install } from "../peers/gotrs.ts";
import { type Terminal, terminalAbsent } from "../peers/terminal.ts";
import { openDesk } from "./desk.ts";
import { atRest } from "./walk.ts";

const absent = await terminalAbsent();
if (absent !== undefined && process.env.CI === "true") throw new Error(absent);

const fresh = "a-new-Password-17-long";

async function toLine(terminal: Terminal, words: string): Promise<void> {
  await terminal.press("g", "g", "/", words, "Enter", "Enter");
}

it.skipIf(absent !== undefined)(
  `changes the password, sets up a second factor, makes and ends a token ${absent ?? ""}`,
  async () => {
    await using installation = await install();
    await using daemon = await installation.serve();
    await using terminal = await openDesk(installation, { arguments: ["--server", daemon.http] });
    await terminal.see("Password");
    await terminal.press("root@localhost", "Enter", installation.password, "Enter");
    await terminal.see(/Raw +1/);
    await terminal.press("g", "y");
    await terminal.see(/127\.0\.0\.1.*\(this one\)/);

    await toLine(terminal, "never shown");
    await terminal.see("The password until now");
    await terminal.press("wrong", "Enter");
    await terminal.see("The new password:");
    await terminal.press("short", "Enter");
    await terminal.see("again:");
    await terminal.press("other", "Enter");
    await terminal.see("not the same");
    await terminal.press("C-u", "short", "Enter");
    await terminal.see("not your password now");
    await terminal.see("The password until now");
    await terminal.press(installation.password, "Enter");
    await terminal.see("The new password:");
    await terminal.press(fresh, "Enter");
    await terminal.see("again:");
    await terminal.press(fresh, "Enter");
    await terminal.see("password changed");
    expect(await terminal.screen()).not.toContain(fresh);

    await toLine(terminal, "not asked for");
    const secret = (await terminal.see(/^ {3}((?:[A-Z2-7]{1,4} ?)+)$/m)).match(/^ {3}((?:[A-Z2-7]{1,4} ?)+)$/m)?.[1];
    await toLine(terminal, "Enter: type");
    await terminal.see("The code that the authenticator shows");
    await terminal.press("000000", "Enter");
    await terminal.see("does not belong to the secret");
    await terminal.press("C-u", generateSync({ secret: (secret ?? "").replace(/ /g, "") }), "Enter");
    await terminal.see("Recovery codes for a lost");
    await terminal.see(/asked for; \d+ recovery codes left/);

    await terminal.press("g", "y");
    await terminal.see(/^ Your login *$/m);
    await toLine(terminal, "make a token");
    await terminal.see("What the token is for");
    await terminal.press("backup", "Enter");
    await terminal.see("It may do");
    await terminal.press("C-u", "tickets:red", "Enter", "Enter");
    await terminal.see('Did you mean "tickets:read"');
    await terminal.press("Escape");
    await terminal.see("u undo");
    await toLine(terminal, "make a token");
    await terminal.see("What the token is for");
    await terminal.press("backup", "Enter");
    await terminal.see("It may do");
    await terminal.press("Enter");
    await terminal.see("for good");
    await terminal.press("30d", "Enter");
    const token = (await terminal.see(/^ (gotrs\S+|\S{30,}) *$/m)).match(/^ (\S{30,}) *$/m)?.[1] ?? "";
    const ask = () => fetch(`${daemon.http}/api/v1/queues`, { headers: { authorization: `Bearer ${token}` } });
    expect((await ask()).status).toBe(200);

    await toLine(terminal, "backup ·");
    await terminal.see("End the token backup?");
    await terminal.press("Down", "Enter");
    await terminal.see("opens nothing any more");
    expect((await ask()).status).toBe(401);
  },
  120_000,
);

it.skipIf(absent !== undefined)(
  `gives a permission and takes it back, ends a session, unlocks a login, tells who changed what ${absent ?? ""}`,
  async () => {
    await using installation = await install();
    const bea = ["--first-name", "Bea", "--last-name", "Agent", "--email", "bea@desk.test"];
    await installation.json("admin", "user", "add", "bea", ...bea, "--password", fresh, "--permissions", "users=ro");
    await using daemon = await installation.serve();
    const logIn = (password: string) =>
      fetch(`${daemon.http}/api/v1/session`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ login: "bea", password }),
      });
    const session = (await (await logIn(fresh)).json()) as { token: string };
    for (let attempt = 0; attempt < 6; attempt++) await logIn("wrong");
    expect((await logIn(fresh)).status).toBe(429);

    await using terminal = await openDesk(installation, { columns: 120, rows: 40 });
    await terminal.see(/Raw +1/);
    await terminal.press("g", "s");
    await terminal.see("Administration");
    await toLine(terminal, "may do in which group");
    await terminal.see("agent bea");
    await toLine(terminal, "agent bea");
    await terminal.see("agent bea, users may");
    await terminal.press("C-u", "ro,note", "Enter");
    await terminal.see(/users +agent bea +note, ro/);
    await toLine(terminal, "in the end");
    await terminal.see("Whose permissions");
    await terminal.press("bea", "Enter");
    await terminal.see(/users +note, ro +user bea/);
    await terminal.press("q");
    await terminal.see(/users +agent bea +note, ro/);
    await terminal.press("u");
    await terminal.see(/users +agent bea +ro *$/m);

    await terminal.press("q");
    await terminal.see("who is logged in");
    await toLine(terminal, "who is logged in");
    await terminal.see(/bea +127\.0\.0\.1/);
    await toLine(terminal, "127.0.0.1");
    await terminal.see("Log bea out there?");
    await terminal.press("Down", "Enter");
    await terminal.see("logged out there");
    const me = await fetch(`${daemon.http}/api/v1/me`, { headers: { authorization: `Bearer ${session.token}` } });
    expect(me.status).toBe(401);

    await terminal.press("q");
    await terminal.see("failed too often");
    await toLine(terminal, "failed too often");
    await terminal.see(/bea +agent/);
    await terminal.press("g", "g", "Enter");
    await terminal.see("bea can be tried again");
    expect((await logIn(fresh)).status).toBe(200);

    await terminal.press("q");
    await terminal.see("who changed what here");
    await toLine(terminal, "who changed what here");
    await terminal.see("user bea: added");
    await toLine(terminal, "user bea: added");
    await terminal.see("→ bea@desk.test");
    expect(await atRest(terminal)).not.toContain(fresh);
  },
  120_000,
);
