/** An agent signs on by a provider from the terminal: the code is confirmed in a browser, the screen goes on by itself. */
import { expect, it } from "vitest";
import { usualProvider } from "../login/providers.ts";
import { freePort } from "../peers/freePort.ts";
import { install } from "../peers/gotrs.ts";
import { browse, startIdentityProvider } from "../peers/identityProvider.ts";
import { terminalAbsent } from "../peers/terminal.ts";
import { openDesk } from "./desk.ts";

const absent = await terminalAbsent();
if (absent !== undefined && process.env.CI === "true") throw new Error(absent);

it.skipIf(absent !== undefined)(
  `signs on with a code that is confirmed elsewhere, and can be given up before ${absent ?? ""}`,
  async () => {
    await using provider = await startIdentityProvider({
      ann: { preferred_username: "ann", given_name: "Ann", family_name: "Agent" },
    });
    const company = { ...usualProvider(provider.issuer), create: true, initialGroups: ["users"] };
    await using installation = await install();
    await using daemon = await installation.serve({ GOTRS_OIDC_AGENTS: JSON.stringify([company]) });
    await using terminal = await openDesk(installation, { arguments: ["--server", daemon.http] });
    await terminal.see("^O  sign in with Example Ltd");
    await terminal.press("C-o");
    await terminal.see("Confirm the code there");
    await terminal.press("Escape");
    await terminal.see("Password");
    await terminal.press("C-o");
    await terminal.see("Confirm the code there");
    const screen = await terminal.screen();
    const code = /Code +([A-Z]{4}-[A-Z]{4})/.exec(screen)?.[1] ?? "";
    const address = /Open +(\S+)/.exec(screen)?.[1] ?? "";
    expect(address).toBe(`${provider.issuer}/device?user_code=${code}`);
    await browse(address, "ann");
    await terminal.see(/^ gotrs .* ann$/m);
    expect((await installation.run(["admin", "session", "list"])).stdout).toMatch(/\bann\b/);
  },
  60_000,
);

it.skipIf(absent !== undefined)(
  `asks for no password where none is taken, and says what keeps a provider from signing on ${absent ?? ""}`,
  async () => {
    const port = await freePort();
    await using installation = await install();
    await using daemon = await installation.serve({
      GOTRS_LOGIN_PASSWORDS: "",
      GOTRS_OIDC_AGENTS: JSON.stringify([usualProvider(`http://127.0.0.1:${port}`)]),
    });
    await using terminal = await openDesk(installation, { arguments: ["--server", daemon.http] });
    await terminal.see("sign in with Example Ltd");
    expect(await terminal.screen()).not.toContain("Password");
    await terminal.press("Enter");
    await terminal.see(`127.0.0.1 refuses connections on port ${port}`);
  },
  60_000,
);
