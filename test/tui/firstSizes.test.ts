/** Login, tour and administration at three sizes, with names as wide as Chinese ones are; see sizes.test.ts for the rest. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "vitest";
import { install } from "../peers/gotrs.ts";
import { terminalAbsent } from "../peers/terminal.ts";
import { deliver, mails, openDesk } from "./desk.ts";
import { type Step, sizes, walk } from "./walk.ts";

const absent = await terminalAbsent();
if (absent !== undefined && process.env.CI === "true") throw new Error(absent);

const atLogin: readonly Step[] = [
  ["login", [], "Password"],
  ["login-wrong", ["root@localhost", "Enter", "wrong", "Enter"], "Login or password is wrong"],
];
const tour: readonly Step[] = [
  ["tour-list", [], /Raw +2 +●2[\s\S]*1\/4/],
  ["tour-ticket", ["Enter"], "2/4"],
  ["tour-write", ["Enter"], "3/4"],
  ["tour-find", ["Enter"], "4/4"],
];
const administration: readonly Step[] = [
  ["admin", ["Enter", "g", "s"], "customer-company"],
  ["admin-companies", ["4", "G", "Enter"], "株式会社ひまわり印刷"],
  ["admin-company", ["G", "Enter"], "customer-company 株式会社ひまわり印刷"],
  ["admin-queues", ["q", "q", "1", "0", "G", "Enter"], "技術支援部"],
  ["admin-queue", ["G", "Enter"], "queue 技術支援部"],
  ["form-choice", ["j", "Enter"], "group:"],
  ["form-marks", ["Escape", "2", "2", "G", "Enter"], "templates:"],
  ["form-prompt", ["Escape", "8", "G", "Enter", "soon"], "unlockTimeout: 0soon"],
  ["form-help", ["Escape", "?"], "the field as it was"],
  ["form-wrong", ["Escape", "Enter", "soon", "Enter", "g", "g", "D", "C-s"], "Not saved yet"],
  ["form-leave", ["q"], "Throw away"],
  ["form-new", ["y", "g", "g", "Enter"], "New queue"],
  ["admin-users", ["q", "q", "3", "G", "Enter"], "田中"],
  ["admin-user", ["G", "Enter"], "user 田中"],
  ["form-made", ["9", "G", "Enter", "Enter", "C-s"], "write it down"],
];

describe.skipIf(absent !== undefined)(`the first screens and administration ${absent ?? ""}`, () => {
  it.each(sizes)(
    "look as they did at %i×%i",
    async (columns, rows) => {
      await using installation = await install();
      const admin = (...args: readonly string[]) => installation.json("admin", ...args);
      await admin("customer-company", "add", "acme", "--name", "Acme");
      await admin("customer-company", "add", "株式会社ひまわり印刷", "--name", "株式会社ひまわり印刷機械販売");
      await admin(
        "user",
        "add",
        "田中",
        "--first-name",
        "太郎",
        "--last-name",
        "田中",
        "--email",
        "tanaka@example.com",
      );
      const texts = [
        "--salutation",
        "system standard salutation (en)",
        "--signature",
        "system standard signature (en)",
      ];
      await admin("queue", "add", "技術支援部", "--group", "users", "--system-address", "support@localhost", ...texts);
      await using daemon = await installation.serve();
      await deliver(daemon, mails.wide);
      const home = join(installation.folder, "new-home");
      await mkdir(home);
      await using terminal = await openDesk(installation, {
        columns,
        rows,
        home,
        arguments: ["--server", daemon.http],
      });
      const size = `${columns}x${rows}`;
      await walk(terminal, size, atLogin, (screen) => screen.replace(daemon.http, "http://127.0.0.1:8025"));
      await terminal.press(installation.password, "Enter");
      const unsecret = (screen: string): string =>
        screen.replace(/^ password (\S+)/m, (words) => ` password ${"x".repeat(words.length - 10)}`);
      await walk(terminal, size, [...tour, ...administration], unsecret);
    },
    180_000,
  );
});
