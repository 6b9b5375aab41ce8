/** How one gets in besides by a password alone, and what is said when the daemon or the room is gone, at three sizes. */
import { generateSync } from "otplib";
import { describe, it } from "vitest";
import { usualProvider } from "../login/providers.ts";
import { install } from "../peers/gotrs.ts";
import { startIdentityProvider } from "../peers/identityProvider.ts";
import { terminalAbsent } from "../peers/terminal.ts";
import { openDesk } from "./desk.ts";
import { sizes, walk } from "./walk.ts";

const absent = await terminalAbsent();
if (absent !== undefined && process.env.CI === "true") throw new Error(absent);

describe.skipIf(absent !== undefined)(`logging in ${absent ?? ""}`, () => {
  it.each(sizes)(
    "looks as it did at %i×%i",
    async (columns, rows) => {
      const size = `${columns}x${rows}`;
      await using provider = await startIdentityProvider({ ann: { preferred_username: "ann" } });
      await using installation = await install();
      await using daemon = await installation.serve({
        GOTRS_OIDC_AGENTS: JSON.stringify([{ ...usualProvider(provider.issuer), create: true }]),
      });
      const same = (screen: string): string =>
        screen
          .replaceAll(daemon.http, "http://127.0.0.1:8025")
          .replaceAll(provider.issuer, "http://127.0.0.1:8099")
          .replace(/\b[A-Z]{4}-[A-Z]{4}\b/g, "ABCD-EFGH");
      const recovery = await recoveryCodeOf(daemon.http, installation.password);
      await using terminal = await openDesk(installation, { columns, rows, arguments: ["--server", daemon.http] });
      await walk(terminal, size, [["login-provider", [], "sign in with Example Ltd"]], same);
      await walk(terminal, size, [["login-code-elsewhere", ["C-o"], "Confirm the code there"]], same);
      const code = ["Escape", "root@localhost", "Enter", installation.password, "Enter"];
      await walk(terminal, size, [["login-second-factor", code, "Code"]], same);
      await terminal.press(recovery, "Enter");
      await terminal.see(/Raw +1/);
      await daemon[Symbol.asyncDispose]();
      await walk(terminal, size, [["daemon-gone", [], "no connection, trying again"]], same);
      await walk(terminal, size, [["daemon-gone-ticket", ["Enter"], /No daemon answers/]], same);
      await terminal.resize(49, 9);
      await walk(terminal, size, [["too-small", [], "gotrs needs"]], same);
    },
    120_000,
  );
});

/** The second factor is turned on as by gy; a code of the authenticator is good once, and is used up by that. */
async function recoveryCodeOf(http: string, password: string): Promise<string> {
  const post = async (path: string, body: object, token?: string): Promise<Response> =>
    await fetch(`${http}/api/v1/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(body),
    });
  const entered = (await (await post("session", { login: "root@localhost", password })).json()) as { token: string };
  const offered = (await (await post("me/second-factor", {}, entered.token)).json()) as { secret: string };
  const code = generateSync({ secret: offered.secret });
  const confirmed = await post("me/second-factor/confirm", { code }, entered.token);
  const { recoveryCodes } = (await confirmed.json()) as { recoveryCodes: readonly string[] };
  return recoveryCodes[0] ?? "";
}
