/** Mail accounts as an administrator meets them in the terminal: fetched from now, and tried step by step. */
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { expect, it } from "vitest";
import { letter } from "../fetch/mailbox.ts";
import { dovecotAbsent, mailPassword, startDovecot } from "../peers/dovecot.ts";
import { type Installation, install } from "../peers/gotrs.ts";
import { terminalAbsent } from "../peers/terminal.ts";
import { openDesk } from "./desk.ts";

const absent = (await terminalAbsent()) ?? (await dovecotAbsent());
if (absent !== undefined && process.env.CI === "true") throw new Error(absent);

async function addAccount(installation: Installation, port: number, name: string): Promise<void> {
  const added = await installation.run(
    [
      ...["admin", "mail-account", "add", "--name", name, "--type", "POP3", "--host", "127.0.0.1"],
      ...["--port", `${port}`, "--login", name, "--after", "delete", "--password-file", "-"],
    ],
    { input: `${mailPassword}\n` },
  );
  expect([added.code, added.stderr]).toEqual([0, ""]);
}

it.skipIf(absent !== undefined)(
  `fetches from a mail account and says what came, and tries one step by step ${absent ?? ""}`,
  async () => {
    await using dovecot = await startDovecot();
    await using installation = await install(undefined, { GOTRS_FETCH_INTERVAL: "3600" });
    await addAccount(installation, dovecot.ports.pop3, "anna");
    await using _daemon = await installation.serve();
    await using terminal = await openDesk(installation);
    await terminal.see("Welcome to gotrs");
    await terminal.press("g", "s");
    await terminal.see("Administration");
    await terminal.press("/", "mail-account", "Enter", "Enter");
    await terminal.see("f fetch now  t test");
    await terminal.press("j", "f");
    await terminal.see("anna: 0 mails fetched");
    await dovecot.deliverAll("anna", [letter({ subject: "First" }), letter({ subject: "Second" })]);
    await terminal.press("f");
    await terminal.see("anna: 2 mails fetched");
    await terminal.press("t");
    await terminal.see("Test of anna: all is well");
    await terminal.see(/ok {4}login +the login of anna is accepted/);
    await terminal.see("the mailbox holds 0 mails, of which 0 are to be fetched");
    await terminal.press("q");
    await terminal.see("f fetch now  t test");
    await dovecot.stop();
    await terminal.press("f");
    await terminal.see("anna: 127.0.0.1 refuses connections on port");
    await terminal.press("t");
    await terminal.see("Test of anna: it does not work");
    await terminal.see(/BAD +connection +127\.0\.0\.1 refuses connections on port/);
    await terminal.see("→ Correct the account's type or port");
  },
  90_000,
);

it.skipIf(absent !== undefined)(
  `says in the agent's language that an account is disabled, and lets who does not want to wait go on ${absent ?? ""}`,
  async () => {
    // Takes connections and says nothing.
    const silent = createServer((socket) => socket.on("error", () => {})).listen(0, "127.0.0.1");
    await once(silent, "listening");
    const { port } = silent.address() as AddressInfo;
    await using installation = await install();
    await addAccount(installation, port, "bea");
    await addAccount(installation, port, "carl");
    await installation.run(["admin", "mail-account", "disable", "carl"]);
    await using _daemon = await installation.serve();
    await using terminal = await openDesk(installation, {
      environment: { LANG: "de_DE.UTF-8", LC_ALL: "de_DE.UTF-8" },
    });
    await terminal.see("Welcome to gotrs");
    await terminal.press("g", "s");
    await terminal.see("Verwaltung");
    await terminal.press("/", "mail-account", "Enter", "Enter");
    await terminal.see("f abholen  t testen");
    await terminal.press("j", "j", "f");
    await terminal.see("as Mailkonto carl ist abgeschaltet");
    await terminal.press("k", "f");
    await terminal.see(/bea: wird abgeholt, [1-9]\d? s … Esc wartet nicht mehr/);
    await terminal.press("Escape");
    await terminal.see("bea: nicht mehr gewartet; der Daemon holt weiter ab");
    await terminal.press("t");
    await terminal.see("Test von bea: wird versucht …");
    await terminal.see(/gut +Verbindung +127\.0\.0\.1 nimmt Verbindungen auf Port \d+ an/);
    await terminal.press("q");
    await terminal.see("f abholen  t testen");
    silent.close();
  },
  90_000,
);
