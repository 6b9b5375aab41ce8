/** `gotrs admin mail-account`: the accounts that mail is fetched from; how it goes, and a diagnosis. */
import type { Command } from "commander";
import { diagnose, findingView } from "../../../../daemon/fetch/diagnose.ts";
import { type Changed, change } from "../../../admin/administer.ts";
import { flagOf } from "../../../admin/flag.ts";
import { accountKeys, mailAccount as module } from "../../../admin/modules/mailAccount.ts";
import type { FindingView } from "../../../api/fetching.ts";
import type { Desk } from "../../../desk.ts";
import { Exit, UserError } from "../../../errors.ts";
import { accountName } from "../../../fetch/account.ts";
import { rootActor } from "../../../people/administrators.ts";
import { mailAccounts } from "../../../store/mailAccounts.ts";
import { oneAccount } from "../../accounts.ts";
import type { CliCommand, Shell } from "../../command.ts";
import { disableAndEnable } from "./disableAndEnable.ts";
import { addFieldOptions, givenIn } from "./fieldOptions.ts";
import { accountField, accountLine, accountViews } from "./mailAccountView.ts";

interface Options extends Readonly<Record<string, unknown>> {
  readonly json?: true;
}

export const mailAccount: CliCommand = {
  register(admin: Command, shell: Shell) {
    const group = admin.command("mail-account").description(module.about);
    group
      .command("list")
      .description("every account, and how fetching goes")
      .option("--json", "print JSON")
      .action(async ({ json }: Options) => {
        const accounts = await shell.withDesk(accountViews);
        if (json) shell.printJson({ mailAccounts: accounts });
        else if (accounts.length === 0) shell.print("There is no mail account; make one: gotrs admin mail-account add");
        for (const account of json ? [] : accounts) shell.print(accountLine(account));
      });
    group
      .command("show")
      .description("one account with all its settings, except its password")
      .argument("<account>", "name, id or login")
      .option("--json", "print JSON")
      .action(async (wanted: string, { json }: Options) => {
        const account = await shell.withDesk(async (desk) => {
          const { id } = await oneAccount(desk, wanted);
          return (await accountViews(desk)).find((one) => one.id === id);
        });
        if (json) shell.printJson(account);
        else
          for (const [key, value] of Object.entries(account ?? {}))
            shell.print(`${key.padEnd(14)} ${accountField(value)}`);
      });
    const adding = group.command("add").description("add an account");
    addFieldOptions(adding.option("--name <name>", module.fields.name?.about), module, true)
      .option("--json", "print JSON")
      .action(async (options: Options) => {
        const { id } = await shell.withDesk((desk) => add(desk, options));
        if (options.json) shell.printJson({ id });
        else shell.print(`mail account ${id} added; try it: gotrs admin mail-account test ${id}`);
      });
    const setting = group
      .command("set")
      .description("change an account; what is not named stays")
      .argument("<account>", "name, id or login");
    addFieldOptions(setting, module, false).action(async (wanted: string, options: Options) => {
      const raw = await given(options);
      const { id } = await shell.withDesk((desk) => set(desk, wanted, raw));
      shell.print(`mail account ${id} changed`);
    });
    const about = { disable: "fetch from the account no more; its row stays", enable: "fetch from the account again" };
    disableAndEnable(group, about, (command, valid) =>
      command.argument("<account>", "name, id or login").action(async (wanted: string) => {
        const { id } = await shell.withDesk((desk) => set(desk, wanted, { valid }));
        shell.print(`mail account ${id} ${command.name()}d`);
      }),
    );
    group
      .command("test")
      .description("try an account step by step and say what is wrong; exit 0 only when all is well")
      .argument("<account>", "name, id or login")
      .option("--json", "print JSON")
      .action(async (wanted: string, { json }: Options) => shell.withDesk((desk) => test(desk, shell, wanted, json)));
  },
};

type Raw = Readonly<Record<string, unknown>>;

/** Port 0 stands for the usual one. */
function given({ port, ...options }: Options): Promise<Raw> {
  return givenIn(module, { ...options, ...(port !== undefined && { port: port === "0" ? "" : port }) });
}

/** What an account without a name is called. */
function unnamed({ login, host }: Raw): string {
  return accountName({ name: null, login: String(login), host: String(host) });
}

async function add(desk: Desk, options: Options): Promise<Changed> {
  const raw = await given(options);
  if (raw.password === undefined && !raw.oauth2) {
    throw new UserError("the account has neither password nor OAuth2", {
      mend: "Use --password-file FILE, --password, or --oauth2 NAME",
      exit: Exit.usage,
    });
  }
  const key = String(raw.name || unnamed(raw));
  return await change(desk, rootActor, {
    module,
    key,
    raw: { ...raw, name: key },
    form: "words",
    mode: "add",
    where: flagOfField,
  });
}

async function set(desk: Desk, wanted: string, raw: Raw): Promise<Changed> {
  const account = await oneAccount(desk, wanted);
  const key = accountKeys(await mailAccounts(desk.store.db)).get(account.id) ?? "";
  return await change(desk, rootActor, {
    module,
    key,
    raw: raw.name === "" ? { ...raw, name: unnamed({ ...account, ...raw }) } : raw,
    form: "words",
    mode: "set",
    where: flagOfField,
  });
}

function flagOfField(field: string | undefined): string | undefined {
  return field === undefined ? undefined : flagOf(field);
}

const marks = { good: "ok  ", warning: "note", bad: "BAD " } as const;

async function test(desk: Desk, shell: Shell, wanted: string, json: true | undefined): Promise<void> {
  const account = await oneAccount(desk, wanted);
  const findings: FindingView[] = [];
  for await (const found of diagnose(desk, account)) {
    const finding = findingView(found);
    findings.push(finding);
    if (json) continue;
    shell.print(`${marks[found.verdict]} ${finding.step.padEnd(11)} ${finding.text}`);
    if (finding.mend !== undefined) shell.print(`${" ".repeat(17)}→ ${finding.mend}`);
  }
  const bad = findings.find(({ verdict }) => verdict === "bad");
  if (json) shell.printJson({ account: accountName(account), ok: bad === undefined, findings });
  if (bad === undefined) return;
  throw new UserError(`${accountName(account)} does not work: ${bad.text}`, { exit: Exit.unavailable });
}
