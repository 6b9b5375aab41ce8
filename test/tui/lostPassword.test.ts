/** A lost password is replaced at the login screen, with a code by mail, by somebody whom nothing tells which logins there are. */
import { describe, expect, it } from "vitest";
import { eventually } from "../peers/eventually.ts";
import { type Installation, install } from "../peers/gotrs.ts";
import { terminalAbsent } from "../peers/terminal.ts";
import { newHome, openDesk } from "./desk.ts";
import { sizes, walk } from "./walk.ts";

const absent = await terminalAbsent();
if (absent !== undefined && process.env.CI === "true") throw new Error(absent);

const silent = { GOTRS_OUTBOUND_SMARTHOST: "smtp://127.0.0.1:1" };
const person = ["--first-name", "Ann", "--last-name", "Lee", "--email", "ann@home.test"];

describe.skipIf(absent !== undefined)(`a lost password ${absent ?? ""}`, () => {
  it.each(sizes)(
    "is replaced by a new one with the code of a mail at %i×%i",
    async (columns, rows) => {
      await using installation = await install(undefined, silent);
      await installation.json("admin", "user", "add", "ann", ...person);
      await using daemon = await installation.serve();
      await using terminal = await openDesk(installation, { columns, rows, arguments: ["--server", daemon.http] });
      const size = `${columns}x${rows}`;
      const same = (screen: string): string => screen.replaceAll(daemon.http, "http://127.0.0.1:8025");
      await walk(terminal, size, [["lost-whose", ["C-l"], "I have a code"]], same);
      await terminal.press("nobody", "Enter");
      await terminal.see("If nobody is an agent");
      await terminal.press("Escape", "C-l", "C-u");
      await walk(terminal, size, [["lost-sent", ["ann", "Enter"], "If ann is an agent"]], same);
      const code = await codeOf(installation);
      const wrong = ["Enter", "none", "Enter", "new-password-1", "Enter", "new-password-2", "Enter"];
      await walk(terminal, size, [["lost-not-the-same", wrong, "not the new password again"]], same);
      await terminal.press("new-password-1", "Enter", "new-password-1", "Enter");
      await terminal.see("The code is not good any more");
      await terminal.press("C-u");
      await terminal.paste(`${code}\n`);
      const again = ["Enter", "new-password-1", "Enter", "new-password-1", "Enter"];
      await walk(terminal, size, [["lost-done", again, "The new password is set"]], same);
      await terminal.press("new-password-1", "Enter");
      await terminal.see("All open: 0");
    },
    120_000,
  );

  it.each([
    ["de", "Ein neues Passwort", "Guten Tag Ann,", "Der Code"],
    ["es", "=?UTF-8?Q?Una_contrase=C3=B1a_nueva?=", "Hola Ann,", "El c=C3=B3digo"],
    ["fr", "Un nouveau mot de passe", "Bonjour Ann,", "Le code"],
  ])(
    "is told by mail in the language of the terminal: %s",
    async (language, subject, greeting, words) => {
      await using installation = await install(undefined, silent);
      await installation.json("admin", "user", "add", "ann", ...person);
      await using daemon = await installation.serve();
      const home = await newHome(installation.folder, `language: ${language}\n`);
      await using terminal = await openDesk(installation, { home, arguments: ["--server", daemon.http] });
      await terminal.see(daemon.http);
      await terminal.press("C-l");
      await terminal.press("ann", "Enter");
      const mail = await mailWithCode(installation);
      for (const part of [`Subject: ${subject}\r\n`, greeting, words]) expect(mail).toContain(part);
    },
    60_000,
  );

  it("says whom to ask where none are sent", async () => {
    await using installation = await install(undefined, { ...silent, GOTRS_PASSWORD_RESET_MINUTES: "0" });
    await using daemon = await installation.serve();
    await using terminal = await openDesk(installation, { arguments: ["--server", daemon.http] });
    await terminal.see("Password");
    await terminal.press("root@localhost", "C-l", "Enter");
    expect(await terminal.see("Ask an administrator")).toContain("root@localhost");
  }, 60_000);
});

/** As it stands in the mail. */
async function codeOf(installation: Installation): Promise<string> {
  return /^ {4}(\S{43})\r?$/m.exec(await mailWithCode(installation))?.[1] ?? "";
}

async function mailWithCode({ json, run }: Installation): Promise<string> {
  return await eventually("the mail with the code", async () => {
    const { mails } = await json<{ mails: readonly { id: number; recipients: readonly string[] }[] }>("queue", "list");
    const mail = mails.find(({ recipients }) => recipients.includes("ann@home.test"));
    if (mail === undefined) return undefined;
    return (await run(["queue", "show", String(mail.id), "--raw"])).stdout;
  });
}
