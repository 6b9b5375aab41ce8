/** `gotrs admin token`: API tokens. */
import type { Command } from "commander";
import { type Changed, change, listEntries } from "../../../admin/administer.ts";
import type { Id } from "../../../admin/field.ts";
import { freeTokenName, token as module, tokenKeys } from "../../../admin/modules/token.ts";
import type { Desk } from "../../../desk.ts";
import { Exit, UserError } from "../../../errors.ts";
import { rootActor } from "../../../people/administrators.ts";
import { actorByLogin } from "../../../people/permissions.ts";
import { scopes as knownScopes, scopesFrom } from "../../../people/scopes.ts";
import { listTokens } from "../../../people/tokens.ts";
import { tokenRows } from "../../../store/apiTokens.ts";
import { inColumns } from "../../columns.ts";
import type { CliCommand, Shell } from "../../command.ts";
import { disableAndEnable } from "./disableAndEnable.ts";

interface SetOptions {
  readonly scope?: readonly string[];
  readonly expires?: string;
  readonly generateToken?: true;
}

interface AddOptions {
  readonly user: string;
  readonly name: string;
  readonly scope: readonly string[];
  readonly expires?: string;
  readonly json?: true;
}

const scopeHelp = Object.entries(knownScopes)
  .map(([name, what]) => `  ${name.padEnd(15)}${what}`)
  .join("\n");

export const token: CliCommand = {
  register(admin: Command, shell: Shell) {
    const group = admin.command("token").description("API tokens");
    group
      .command("add")
      .description("make a token; it is shown only now")
      .requiredOption("--user <login>", "the agent it acts for")
      .option("--name <text>", "what it is for", "command line")
      .option(
        "--scope <scope>",
        "what it may be used for, several times; everything the agent may do when absent",
        collect,
        [],
      )
      .option("--expires <when>", "its last moment: 90d, 2027-01-31 or a time with its zone; never when absent")
      .option("--json", "print JSON")
      .addHelpText("after", `\nScopes:\n${scopeHelp}`)
      .action(async ({ json, ...options }: AddOptions) => {
        const made = await shell.withDesk((desk) => add(desk, options));
        if (json) shell.printJson(made);
        else shell.print(made.token);
      });
    group
      .command("list")
      .description("tokens without their secrets")
      .option("--json", "print JSON")
      .action(async ({ json }: { json?: true }) => {
        const tokens = await shell.withDesk((desk) => listTokens(desk));
        if (json) return shell.printJson({ tokens });
        if (tokens.length === 0) return shell.print("there is no token");
        const head = ["ID", "AGENT", "NAME", "SCOPES", "EXPIRES", "LAST USED", ""];
        const rows = tokens.map((one) => [
          String(one.id),
          one.login,
          one.name,
          one.scopes?.join(" ") ?? "all",
          one.expires?.slice(0, 10) ?? "never",
          one.lastUsed?.slice(0, 10) ?? "never",
          one.valid ? "" : "(disabled)",
        ]);
        for (const line of inColumns([head, ...rows], process.stdout.columns ?? 120)) shell.print(line);
      });
    group
      .command("set")
      .description("change a token; what is not named stays")
      .argument("<token>", "its id, or LOGIN: PURPOSE")
      .option("--scope <scope>", "what it may be used for instead, several times; all for everything", collect)
      .option("--expires <when>", 'its last moment, as for add; "" for never')
      .option("--generate-token", "make it anew and print it once; the old one opens nothing more")
      .action(async (wanted: string, { scope, expires, generateToken }: SetOptions) => {
        const { changed, revealed } = await shell.withDesk((desk) =>
          set(desk, wanted, {
            scopes: scope,
            expires: expires === "" ? null : expires && moment(expires, desk.clock.now()).toISOString(),
            generateToken,
          }),
        );
        shell.print(revealed.token ?? (Object.keys(changed).length === 0 ? "nothing to change" : "token changed"));
      });
    disableAndEnable(group, { disable: "end a token", enable: "let a token be used again" }, (command, valid) =>
      command.argument("<token>", "its id, or LOGIN: PURPOSE").action(async (wanted: string) => {
        await shell.withDesk((desk) => set(desk, wanted, { valid }));
        shell.print(`token ${wanted} ${command.name()}d`);
      }),
    );
  },
};

function collect(scope: string, before: readonly string[] = []): readonly string[] {
  return [...before, scope];
}

const flags: Readonly<Record<string, string>> = { scopes: "--scope", expires: "--expires", token: "--generate-token" };
const where = (field: string | undefined): string | undefined => (field === undefined ? undefined : flags[field]);

async function add(desk: Desk, { user, name, scope, expires }: AddOptions): Promise<{ id: Id; token: string }> {
  await actorByLogin(desk, user);
  const tokens = await listEntries(desk, rootActor, module);
  const taken = new Set(tokens.map(({ values }) => String(values.name).toLowerCase()));
  const key = freeTokenName(user, name, taken);
  const raw = {
    name: key,
    ...(scope.length > 0 && { scopes: scopesFrom(scope) }),
    ...(expires !== undefined && { expires: futureMoment(expires, desk.clock.now()).toISOString() }),
  };
  const { id, revealed } = await change(desk, rootActor, { module, key, raw, form: "json", mode: "add", where });
  return { id, token: revealed.token ?? "" };
}

async function set(desk: Desk, wanted: string, raw: Readonly<Record<string, unknown>>): Promise<Changed> {
  const names = tokenKeys(await tokenRows(desk.store.db, undefined));
  const key = (/^\d{1,9}$/.test(wanted) ? names.get(Number(wanted)) : undefined) ?? wanted;
  return await change(desk, rootActor, { module, key, raw, form: "json", mode: "set", where });
}

function futureMoment(text: string, now: Date): Date {
  const time = moment(text, now);
  if (time > now) return time;
  throw new UserError("the token would have expired already", { where: "--expires", mend: "Name a time to come" });
}

/** @throws UserError when it is no moment */
function moment(text: string, now: Date): Date {
  const days = /^(\d{1,5})d$/.exec(text)?.[1];
  if (days !== undefined) return new Date(now.getTime() + Number(days) * 86_400_000);
  const time = /^\d{4}-\d{2}-\d{2}(T.*(Z|[+-]\d{2}:\d{2}))?$/.test(text) ? new Date(text) : undefined;
  if (time !== undefined && !Number.isNaN(time.getTime())) return time;
  throw new UserError(`"${text}" is no moment`, {
    where: "--expires",
    mend: "Write 90d, 2027-01-31 or 2027-01-31T18:00:00Z",
    exit: Exit.usage,
  });
}
