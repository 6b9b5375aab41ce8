/** `gotrs admin oauth2`: how to get tokens for mail accounts that take no password, at Microsoft, Google or elsewhere. */
import { randomBytes } from "node:crypto";
import { createInterface } from "node:readline/promises";
import type { Command } from "commander";
import { notForBrowsers, redeemCode } from "../../../../daemon/oauth2/accessToken.ts";
import { type Changed, change, showEntry } from "../../../admin/administer.ts";
import type { Values } from "../../../admin/field.ts";
import { flagOf } from "../../../admin/flag.ts";
import { oauth2 as module } from "../../../admin/modules/oauth2.ts";
import { type AuditRecord, recorded } from "../../../admin/recorded.ts";
import { viewOf } from "../../../admin/shown.ts";
import type { Desk } from "../../../desk.ts";
import { NotFoundError, UserError } from "../../../errors.ts";
import { authorizationUrl, readTokenConfig } from "../../../oauth2/tokenConfig.ts";
import { rootActor } from "../../../people/administrators.ts";
import { storeToken, type TokenConfigRow, tokenConfigs, tokenOf } from "../../../store/oauth2Tokens.ts";
import type { CliCommand, Shell } from "../../command.ts";
import { readSecret } from "../../input.ts";
import { disableAndEnable } from "./disableAndEnable.ts";
import { addFieldOptions, givenIn } from "./fieldOptions.ts";

interface Options extends Readonly<Record<string, unknown>> {
  readonly refreshTokenFile?: string;
  readonly json?: true;
}

const refreshToken = [
  "--refresh-token-file <file>",
  "a refresh token that is there already; - is standard input",
] as const;

export const oauth2: CliCommand = {
  register(admin: Command, shell: Shell) {
    const group = admin.command("oauth2").description(module.about);
    group
      .command("list")
      .description("the settings without their secrets, and whether there is a token")
      .option("--json", "print JSON")
      .action(async ({ json }: Options) => {
        const settings = await shell.withDesk(views);
        if (json) shell.printJson({ settings });
        else if (settings.length === 0) shell.print("There are no OAuth2 settings; make some: gotrs admin oauth2 add");
        for (const { id, name, kind, status } of json ? [] : settings) shell.print(`${id} ${name} ${kind}: ${status}`);
      });
    group
      .command("show")
      .description("one with all that is set, except its secret")
      .argument("<name>")
      .option("--json", "print JSON")
      .action(async (name: string, { json }: Options) => {
        const view = viewOf(module, await shell.withDesk((desk) => showEntry(desk, rootActor, module, name)));
        if (json) shell.printJson(view);
        for (const [key, value] of json ? [] : Object.entries(view)) {
          shell.print(
            `${key.padEnd(17)}${value === null ? "-" : typeof value === "string" ? value : JSON.stringify(value)}`,
          );
        }
      });
    const adding = group
      .command("add")
      .description("add settings; see docs/fetching.md for what to do at the provider")
      .argument("<name>");
    addFieldOptions(adding, module, true)
      .option(...refreshToken)
      .option("--json", "print JSON")
      .action(async (name: string, options: Options) => {
        const { id, after } = await shell.withDesk((desk) => changedWithToken(desk, "add", name, options));
        if (options.json) shell.printJson({ id });
        else shell.print(`OAuth2 settings ${id} added${nextStep(name, after, options)}`);
      });
    const setting = group.command("set").description("change settings; what is not named stays").argument("<name>");
    addFieldOptions(setting, module, false)
      .option(...refreshToken)
      .action(async (name: string, options: Options) => {
        const { id } = await shell.withDesk((desk) => changedWithToken(desk, "set", name, options));
        shell.print(`OAuth2 settings ${id} changed`);
      });
    const about = { disable: "use the settings no more; their row stays", enable: "use the settings again" };
    disableAndEnable(group, about, (command, valid) =>
      command.argument("<name>").action(async (name: string) => {
        await shell.withDesk((desk) => changed(desk, "set", name, { valid }));
        shell.print(`OAuth2 settings ${name} ${command.name()}d`);
      }),
    );
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

function nextStep(name: string, { provider, authorizationUrl }: Values, { refreshTokenFile }: Options): string {
  const byItself = provider === "microsoft-app" || (provider === "other" && authorizationUrl === null);
  if (byItself || refreshTokenFile !== undefined) return "";
  return `; now: gotrs admin oauth2 authorize ${JSON.stringify(name)}`;
}

async function changed(desk: Desk, mode: "add" | "set", key: string, raw: Readonly<Record<string, unknown>>) {
  const where = (field: string | undefined) =>
    field === undefined || field === module.key ? undefined : flagOf(field);
  const form = "valid" in raw ? "json" : "words";
  return await change(desk, rootActor, { module, key, raw, form, mode, where });
}

/** With the refresh token, which is read first: a file that is not there must leave nothing half made. */
async function changedWithToken(desk: Desk, mode: "add" | "set", name: string, options: Options): Promise<Changed> {
  const token = options.refreshTokenFile === undefined ? undefined : await readSecret(options.refreshTokenFile);
  const given = await givenIn(module, options);
  const done = await changed(desk, mode, name, mode === "add" ? { ...given, [module.key]: name } : given);
  if (token !== undefined) {
    await recorded(desk, rootActor, async (tx, now) => {
      await storeToken(tx, Number(done.id), { refreshToken: token }, now, rootActor.userId);
      const changes = { refreshToken: [null, "(new secret)"] } as const;
      return { result: undefined, records: [recordOf(String(done.after.name), "set", changes)] };
    });
  }
  return done;
}

function recordOf(key: string, action: string, changes: AuditRecord["changes"]): AuditRecord {
  return { thing: module.thing, key, action, changes };
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
