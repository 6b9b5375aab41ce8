/** The own login, who may what, who is in and who changed what, at three sizes; see sizes.test.ts for the rest. */
import { describe, it } from "vitest";
import { install } from "../peers/gotrs.ts";
import { terminalAbsent } from "../peers/terminal.ts";
import { openDesk } from "./desk.ts";
import { type Step, sizes, walk } from "./walk.ts";

const absent = await terminalAbsent();
if (absent !== undefined && process.env.CI === "true") throw new Error(absent);

const secret = "a-new-Password-17-long";
const toLine = (words: string): readonly string[] => ["g", "g", "/", words, "Enter", "Enter"];

/** What is made anew each time, at the same width; the address of the second factor names this machine. */
function withoutSecrets(screen: string): string {
  return screen
    .replace(/^ gotrs_\S+/gm, (token) => ` gotrs_${"x".repeat(token.length - 7)}`)
    .replace(/\b(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}\b/, "ABCD EFGH IJKL MNOP QRST UVWX YZ23 4567")
    .replace(/^ {3}otpauth:.*(?:\n {3}\S.*)*/m, "   otpauth://totp/desk:root%40localhost?secret=…&issuer=desk")
    .replace(/(user bea: added {2,})\S.*$/m, "$1login, …");
}

const account: readonly Step[] = [
  ["account", ["g", "y"], /127\.0\.0\.1.*\(this one\)/],
  ["account-password", toLine("never shown"), "The password until now"],
  ["account-token-wrong", ["Escape", ...toLine("make a token"), "job", "Enter", "Enter", "soon", "Enter"], "soon"],
  ["account-token", ["C-u", "2h", "Enter"], /^ \S{30,} *$/m],
  ["account-end-token", toLine("job ·"), "End the token job?"],
  ["second-factor", ["Escape", ...toLine("not asked for")], "otpauth://"],
  ["second-factor-code", toLine("Enter: type"), "The code that the authenticator shows"],
];
const access: readonly Step[] = [
  ["permissions", ["Escape", "q", "q", "g", "s", ...toLine("may do in which group")], "agent bea"],
  ["permission-keys", toLine("agent bea"), "agent bea, users may"],
  ["permission-given", ["C-u", "ro,note", "Enter"], /users +agent bea +note, ro/],
  ["permission-whose", toLine("in the end"), "Whose permissions"],
  ["permission-effective", ["bea", "Enter"], /users +note, ro +user bea/],
  ["sessions", ["q", "q", ...toLine("who is logged in")], /bea +127\.0\.0\.1/],
  ["session-end", toLine("bea "), "Log bea out there?"],
  ["locks", ["Escape", "q", ...toLine("failed too often")], /bea +agent/],
  ["locks-none", ["g", "g", "Enter"], "bea can be tried again"],
  ["auth", ["q", ...toLine("lost second factors")], "take away a second factor"],
  ["auth-login", ["Enter", "Enter"], /^ Login:/m],
  ["auth-cannot", ["bea", "Enter", "wrong", "Enter"], /^ BAD +the password is wrong/m],
  ["auth-take-away", ["q", ...toLine("take away"), "Enter", "bea", "Enter"], "yes  bea"],
  ["block-list-wrong", ["Escape", "q", ...toLine("senders whose mail"), "+", "evil", "Enter"], "is no address"],
  ["block-list-end", ["C-u", "*@evil.test", "Enter", "sells what nobody wants", "Enter"], /^ Until /m],
  ["block-list", ["Enter"], /address +\*@evil\.test +sells what nobody wants/],
  ["audit", ["q", ...toLine("who changed what here")], "user bea: added"],
  ["audit-change", toLine("user bea: added"), "→ bea@desk.test"],
  ["log", ["q", "q", "q", "g", "l"], "bea can be tried again"],
];

describe.skipIf(absent !== undefined)(`the own login and everybody's ${absent ?? ""}`, () => {
  it.each(sizes)(
    "look as they did at %i×%i",
    async (columns, rows) => {
      await using installation = await install();
      const bea = ["--first-name", "Bea", "--last-name", "Agent", "--email", "bea@desk.test"];
      await installation.json("admin", "user", "add", "bea", ...bea, "--password", secret, "--permissions", "users=ro");
      await using daemon = await installation.serve();
      const logIn = (password: string) =>
        fetch(`${daemon.http}/api/v1/session`, {
          method: "POST",
          headers: { "content-type": "application/json", "user-agent": "browser" },
          body: JSON.stringify({ login: "bea", password }),
        });
      await logIn(secret);
      for (let attempt = 0; attempt < 6; attempt++) await logIn("wrong");
      await using terminal = await openDesk(installation, { columns, rows, arguments: ["--server", daemon.http] });
      await terminal.see("Password");
      await terminal.press("root@localhost", "Enter", installation.password, "Enter");
      await terminal.see(/Raw +1/);
      await walk(terminal, `${columns}x${rows}`, [...account, ...access], (screen) =>
        withoutSecrets(screen.replaceAll(daemon.http, "http://127.0.0.1:8025")),
      );
    },
    180_000,
  );
});
