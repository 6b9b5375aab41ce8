/** `gotrs admin oauth2`: how to get tokens for mail accounts that take no password, at Microsoft, Google or elsewhere. */
import { randomBytes } from "node:crypto";
import { createInterface } from "node:readline/promises";
import { type Command, Option } from "commander";
import { notForBrowsers, redeemCode } from "../../../../daemon/oauth2/accessToken.ts";
import { type AuditRecord, recorded } from "../../../admin/recorded.ts";
import type { Desk } from "../../../desk.ts";
import { Exit, NotFoundError, UserError } from "../../../errors.ts";
import { type ProviderName, providers } from "../../../oauth2/providers.ts";
import {
  authorizationUrl,
  type ProviderOptions,
  readTokenConfig,
  writeTokenConfig,
} from "../../../oauth2/tokenConfig.ts";
import { rootActor } from "../../../people/administrators.ts";
import { DuplicateRow } from "../../../store/failure.ts";
import {
  addTokenConfig,
  changeTokenConfig,
  storeToken,
  type TokenConfigRow,
  tokenConfigs,
  tokenOf,
} from "../../../store/oauth2Tokens.ts";
import type { CliCommand, Shell } from "../../command.ts";
import { readSecret } from "../../input.ts";

interface AddOptions {
  readonly provider: ProviderName;
  readonly clientId: string;
  readonly clientSecretFile?: string;
  readonly tenant: string;
  readonly scope?: string;
  readonly tokenUrl?: string;
  readonly authorizationUrl?: string;
  readonly refreshTokenFile?: string;
  readonly json?: true;
}

export const oauth2: CliCommand = {
  register(admin: Command, shell: Shell) {
    const group = admin.command("oauth2").description("OAuth2 settings, for mail accounts that take no password");
    group
      .command("list")
      .description("the settings without their secrets, and whether there is a token")
      .option("--json", "print JSON")
      .action(async ({ json }: { json?: true }) => {
        const settings = await shell.withDesk(views);
        if (json) shell.printJson({ settings });
        else if (settings.length === 0) shell.print("There are no OAuth2 settings; make some: gotrs admin oauth2 add");
        for (const { id, name, kind, status } of json ? [] : settings) shell.print(`${id} ${name} ${kind}: ${status}`);
      });
    group
      .command("add")
      .description("add settings; see docs/fetching.md for what to do at the provider")
      .argument("<name>")
      .addOption(
        new Option("--provider <provider>", "microsoft-app needs nobody's login")
          .choices(Object.keys(providers))
          .makeOptionMandatory(),
      )
      .requiredOption("--client-id <id>", "as the provider shows it")
      .option("--client-secret-file <file>", "read the secret from the first line of a file; - is standard input")
      .option("--tenant <tenant>", "Microsoft's directory id or domain", "common")
      .option("--refresh-token-file <file>", "a refresh token that is there already; - is standard input")
      .option("--scope <scope>", "instead of the provider's usual one")
      .option("--token-url <url>", "instead of the provider's, for another one that works alike")
      .option("--authorization-url <url>", "the same for the browser's address")
      .option("--json", "print JSON")
      .action(async (name: string, options: AddOptions) => {
        const id = await shell.withDesk((desk) => add(desk, name, options));
        if (options.json) shell.printJson({ id });
        else shell.print(`OAuth2 settings ${id} added${nextStep(name, options)}`);
      });
    group
      .command("disable")
      .description("use the settings no more; their row stays")
      .argument("<name>")
      .action(async (name: string) => {
        await shell.withDesk(async (desk) => {
          const { id, valid } = await oneConfig(desk, name);
          await recorded(desk, rootActor, async (tx, now) => {
            await changeTokenConfig(tx, id, { valid: false }, now, rootActor.userId);
            return { result: undefined, records: [recordOf(name, "disable", { valid: [valid, false] })] };
          });
        });
        shell.print(`OAuth2 settings ${name} disabled`);
      });
    group
      .command("authorize")
      .description("let the mailbox's owner allow access in a browser, once")
      .argument("<name>")
      .option("--redirect-url <url>", "as it is registered at the provider", "http://localhost")
      .action(async (name: string, { redirectUrl }: { redirectUrl: string }) =>
        shell.withDesk((desk) => authorize(desk, shell, name, redirectUrl)),
      );
  },
};

function nextStep(name: string, { provider, refreshTokenFile }: AddOptions): string {
  const done = provider === "microsoft-app" || refreshTokenFile !== undefined;
  return done ? "" : `; now: gotrs admin oauth2 authorize ${JSON.stringify(name)}`;
}

async function add(desk: Desk, name: string, options: AddOptions): Promise<number> {
  const { provider, clientId, tenant, scope, tokenUrl, refreshTokenFile } = options;
  const clientSecret = options.clientSecretFile === undefined ? "" : await readSecret(options.clientSecretFile);
  const made: ProviderOptions = {
    ...providers[provider]({ clientId, clientSecret, tenant }),
    ...(scope !== undefined && { scope }),
    ...(tokenUrl !== undefined && { tokenUrl: checkedUrl(tokenUrl, "--token-url") }),
    ...(options.authorizationUrl !== undefined && {
      authorizationUrl: checkedUrl(options.authorizationUrl, "--authorization-url"),
    }),
  };
  const refreshToken = refreshTokenFile === undefined ? undefined : await readSecret(refreshTokenFile);
  const { userId } = rootActor;
  try {
    return await recorded(desk, rootActor, async (tx, now) => {
      const id = await addTokenConfig(tx, { name, config: writeTokenConfig(made) }, now, userId);
      if (refreshToken !== undefined) await storeToken(tx, id, { refreshToken }, now, userId);
      const changes = { provider: [null, provider], clientId: [null, clientId] } as const;
      return { result: id, records: [recordOf(name, "add", changes)] };
    });
  } catch (error) {
    if (!(error instanceof DuplicateRow)) throw error;
    throw new UserError(`there are OAuth2 settings "${name}" already`, { mend: "Choose another name", cause: error });
  }
}

function recordOf(key: string, action: string, changes: AuditRecord["changes"]): AuditRecord {
  return { thing: "oauth2", key, action, changes };
}

/** A secret in the clear over a network is none. */
function checkedUrl(text: string, where: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const local = url !== undefined && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
  if (url?.protocol === "https:" || (url?.protocol === "http:" && local)) return text;
  throw new UserError(`"${text}" is no https address`, { where, mend: "Begin it with https://", exit: Exit.usage });
}

async function oneConfig(desk: Desk, name: string): Promise<TokenConfigRow> {
  const found = (await tokenConfigs(desk.store.db)).find((row) => row.name === name);
  if (found !== undefined) return found;
  throw new NotFoundError(`there are no OAuth2 settings "${name}"`, { mend: "See `gotrs admin oauth2 list`" });
}

interface View {
  readonly id: number;
  readonly name: string;
  readonly kind: "by an agreement in a browser" | "by the application itself" | "not understood";
  readonly status: string;
  readonly valid: boolean;
}

async function views(desk: Desk): Promise<readonly View[]> {
  const list: View[] = [];
  for (const { id, name, config, valid } of await tokenConfigs(desk.store.db)) {
    const read = readTokenConfig(config);
    const byApp = typeof read !== "string" && read.requests.TokenByClientCredentials !== undefined;
    const token = await tokenOf(desk.store.db, id);
    const agreed = byApp || (token?.refreshToken ?? "") !== "";
    const status = !valid ? "disabled" : (token?.error ?? (agreed ? "ready" : "nobody has allowed access yet"));
    const kind = byApp ? "by the application itself" : "by an agreement in a browser";
    list.push({
      id,
      name,
      valid,
      ...(typeof read === "string" ? { kind: "not understood", status: read } : { kind, status }),
    });
  }
  return list;
}

async function authorize(desk: Desk, shell: Shell, name: string, redirectUrl: string): Promise<void> {
  const row = await oneConfig(desk, name);
  const config = readTokenConfig(row.config);
  if (typeof config === "string") throw new UserError(config, { where: name, mend: "Add the settings anew" });
  const state = randomBytes(16).toString("hex");
  const url = authorizationUrl(config, redirectUrl, state);
  if (url === undefined) throw notForBrowsers(name);
  shell.print("Open this address in a browser, log in as the mailbox's owner and agree:");
  shell.print(`\n  ${url}\n`);
  shell.print(
    "The browser then goes to an address that may not load. Copy it from the browser's address line, paste it here:",
  );
  const reader = createInterface({ input: process.stdin });
  const { value: line } = await reader[Symbol.asyncIterator]().next();
  reader.close();
  await redeemCode(desk, row.id, codeIn(String(line ?? "").trim(), state), redirectUrl);
  const records = [recordOf(name, "authorize", { refreshToken: [null, "(new secret)"] })];
  await recorded(desk, rootActor, async () => ({ result: undefined, records }));
  shell.print(`Access is allowed; use it: gotrs admin mail-account set ACCOUNT --oauth2 ${JSON.stringify(name)}`);
}

/** @throws UserError when the answer is of another request or says no */
function codeIn(pasted: string, state: string): string {
  const answer = URL.canParse(pasted) ? new URL(pasted).searchParams : undefined;
  const code = answer?.get("code");
  if (answer?.get("state") === state && code) return code;
  const said = answer?.get("error_description") ?? answer?.get("error");
  throw new UserError(
    said == null ? "that is not the address the provider sends the browser to" : `the provider says: ${said}`,
    {
      mend: "Run the command again and paste the whole address; it holds code= and state=",
    },
  );
}
