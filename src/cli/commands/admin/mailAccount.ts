/** `gotrs admin mail-account`: the accounts that mail is fetched from; how it goes, and a diagnosis. */
import { type Command, Option } from "commander";
import { accountName, accountTypes } from "../../../../daemon/fetch/account.ts";
import { diagnose, type Finding } from "../../../../daemon/fetch/diagnose.ts";
import { type DbTime, fromDbTime } from "../../../clock.ts";
import type { Desk } from "../../../desk.ts";
import { Exit, NotFoundError, UserError } from "../../../errors.ts";
import { DuplicateRow } from "../../../store/failure.ts";
import { unfetchedMails } from "../../../store/fetchedMail.ts";
import { type FetchState, fetchStates } from "../../../store/fetchState.ts";
import {
  type AccountFields,
  type AfterFetch,
  addMailAccount,
  afterFetch,
  changeMailAccount,
  type MailAccount,
  mailAccounts,
} from "../../../store/mailAccounts.ts";
import { tokenConfigs } from "../../../store/oauth2Tokens.ts";
import { reference } from "../../../store/reference.ts";
import { oneAccount } from "../../accounts.ts";
import type { CliCommand, Shell } from "../../command.ts";
import { readSecret } from "../../input.ts";

interface Options {
  readonly name?: string;
  readonly type?: string;
  readonly host?: string;
  readonly port?: string;
  readonly login?: string;
  readonly password?: string;
  readonly passwordFile?: string;
  readonly oauth2?: string;
  readonly folder?: string;
  readonly queue?: string;
  readonly trusted?: boolean;
  readonly after?: AfterFetch;
  readonly moveTo?: string;
  readonly certificate?: "verify" | "any";
  readonly comment?: string;
  readonly json?: true;
}

const typeNames = Object.keys(accountTypes);

export const mailAccount: CliCommand = {
  register(admin: Command, shell: Shell) {
    const group = admin.command("mail-account").description("accounts that mail is fetched from by IMAP or POP3");
    group
      .command("list")
      .description("every account, and how fetching goes")
      .option("--json", "print JSON")
      .action(async ({ json }: Options) => {
        const accounts = await shell.withDesk(views);
        if (json) shell.printJson({ mailAccounts: accounts });
        else if (accounts.length === 0) shell.print("There is no mail account; make one: gotrs admin mail-account add");
        for (const account of json ? [] : accounts) shell.print(lineOf(account));
      });
    group
      .command("show")
      .description("one account with all its settings, except its password")
      .argument("<account>", "name, id or login")
      .option("--json", "print JSON")
      .action(async (wanted: string, { json }: Options) => {
        const account = await shell.withDesk(async (desk) => {
          const { id } = await oneAccount(desk, wanted);
          return (await views(desk)).find((one) => one.id === id);
        });
        if (json) shell.printJson(account);
        else for (const [key, value] of Object.entries(account ?? {})) shell.print(`${key.padEnd(14)} ${shown(value)}`);
      });
    withSettings(group.command("add").description("add an account"), true).action(async (options: Options) => {
      const id = await shell.withDesk((desk) => add(desk, options));
      if (options.json) shell.printJson({ id });
      else shell.print(`mail account ${id} added; try it: gotrs admin mail-account test ${id}`);
    });
    withSettings(
      group
        .command("set")
        .description("change an account; what is not named stays")
        .argument("<account>", "name, id or login"),
      false,
    ).action(async (wanted: string, options: Options) => {
      const id = await shell.withDesk((desk) => change(desk, wanted, options));
      shell.print(`mail account ${id} changed`);
    });
    for (const [verb, valid] of [
      ["disable", false],
      ["enable", true],
    ] as const) {
      group
        .command(verb)
        .description(valid ? "fetch from the account again" : "fetch from the account no more; its row stays")
        .argument("<account>", "name, id or login")
        .action(async (wanted: string) => {
          const id = await shell.withDesk(async (desk) => {
            const account = await oneAccount(desk, wanted);
            await changeMailAccount(
              desk.store,
              account.id,
              { valid },
              desk.clock.now(),
              desk.settings.postmaster.userId,
            );
            return account.id;
          });
          shell.print(`mail account ${id} ${verb}d`);
        });
    }
    group
      .command("test")
      .description("try an account step by step and say what is wrong; exit 0 only when all is well")
      .argument("<account>", "name, id or login")
      .option("--json", "print JSON")
      .action(async (wanted: string, { json }: Options) => shell.withDesk((desk) => test(desk, shell, wanted, json)));
  },
};

function withSettings(command: Command, isNew: boolean): Command {
  const typeOption = new Option("--type <type>", "how to fetch").choices(typeNames);
  if (isNew) typeOption.makeOptionMandatory();
  command.addOption(typeOption);
  if (isNew)
    command.requiredOption("--host <host>", "the mail server").requiredOption("--login <login>", "the mailbox's login");
  else command.option("--host <host>", "the mail server").option("--login <login>", "the mailbox's login");
  const added = isNew ? "; left out: seen for IMAP, keep for POP3" : "";
  return command
    .option("--name <name>", "what to call it; empty for none")
    .option("--port <port>", "if it is not the usual one; 0 for the usual one")
    .option("--password <password>", "seen by everybody on this machine while the command runs")
    .option("--password-file <file>", "read the password from the first line of a file; - is standard input")
    .option("--oauth2 <name>", "log in by OAuth2 with these settings (gotrs admin oauth2); empty for a password")
    .option("--folder <folder>", "the IMAP folder; INBOX when empty")
    .option("--queue <name>", "put new tickets into this queue; empty to go by recipient")
    .option("--trusted", "let X-OTRS- headers of its mail steer tickets")
    .option("--no-trusted", "ignore X-OTRS- headers of its mail")
    .addOption(
      new Option("--after <what>", `what becomes of a mail there once it is stored${added}`).choices(afterFetch),
    )
    .option("--move-to <folder>", "the folder for --after move; made when missing")
    .addOption(
      new Option("--certificate <what>", "whether the server's certificate must be right").choices(["verify", "any"]),
    )
    .option("--comment <text>", "for people")
    .option("--json", "print JSON");
}

async function add(desk: Desk, options: Options): Promise<number> {
  const fields = await fieldsOf(desk, options);
  const type = options.type ?? "";
  const after = options.after ?? (type.startsWith("IMAP") ? "seen" : "keep");
  const account = { ...fields, after, type, host: options.host ?? "", login: options.login ?? "" };
  checkTogether({ ...account, moveFolder: options.moveTo ?? null });
  if (options.password === undefined && options.passwordFile === undefined && !options.oauth2) {
    throw new UserError("the account has neither password nor OAuth2", {
      mend: "Use --password-file FILE, --password, or --oauth2 NAME",
      exit: Exit.usage,
    });
  }
  return await orTaken(options, () =>
    addMailAccount(desk.store, account, desk.clock.now(), desk.settings.postmaster.userId),
  );
}

async function change(desk: Desk, wanted: string, options: Options): Promise<number> {
  const account = await oneAccount(desk, wanted);
  const fields = await fieldsOf(desk, options);
  checkTogether({ ...account, ...fields });
  await orTaken(options, () =>
    changeMailAccount(desk.store, account.id, fields, desk.clock.now(), desk.settings.postmaster.userId),
  );
  return account.id;
}

async function orTaken<T>({ name }: Options, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof DuplicateRow)) throw error;
    throw new UserError(`another mail account is called "${name}"`, { mend: "Choose another --name", cause: error });
  }
}

function checkTogether(account: {
  readonly type: string;
  readonly after: AfterFetch;
  readonly moveFolder: string | null;
}): void {
  const usage = (what: string, mend: string): UserError => new UserError(what, { mend, exit: Exit.usage });
  if (account.after === "move" && !account.moveFolder) {
    throw usage("--after move needs a folder to move mail to", "Add --move-to FOLDER");
  }
  if (account.type.startsWith("POP3") && (account.after === "move" || account.after === "seen")) {
    throw usage(`POP3 has no --after ${account.after}`, "Use --after delete or --after keep, or an IMAP type");
  }
}

async function fieldsOf(desk: Desk, options: Options): Promise<AccountFields> {
  const { name, type, host, login, folder, trusted, after, moveTo, certificate, comment } = options;
  const password = await passwordOf(options);
  return {
    ...(name !== undefined && { name: name === "" ? null : name }),
    ...(type !== undefined && { type }),
    ...(host !== undefined && { host }),
    ...(login !== undefined && { login }),
    ...(options.port !== undefined && { port: portOf(options.port) }),
    ...(password !== undefined && { password }),
    ...(folder !== undefined && { folder: folder === "" ? null : folder }),
    ...(options.queue !== undefined && { queueId: await queueOf(desk, options.queue) }),
    ...(trusted !== undefined && { trusted }),
    ...(after !== undefined && { after }),
    ...(moveTo !== undefined && { moveFolder: moveTo === "" ? null : moveTo }),
    ...(certificate !== undefined && { anyCertificate: certificate === "any" }),
    ...(comment !== undefined && { comment: comment === "" ? null : comment }),
    ...(options.oauth2 !== undefined && (await authenticationOf(desk, options.oauth2))),
  };
}

function portOf(text: string): number | null {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : -1;
  if (port < 0 || port > 65_535) throw new UserError(`"${text}" is no port`, { where: "--port", exit: Exit.usage });
  return port === 0 ? null : port;
}

async function passwordOf({ password, passwordFile }: Options): Promise<string | undefined> {
  return passwordFile === undefined ? password : await readSecret(passwordFile);
}

async function queueOf(desk: Desk, name: string): Promise<number> {
  if (name === "") return 0;
  const queue = (await reference(desk.store)).queues.byName(name);
  if (queue === undefined) {
    throw new UserError(`there is no queue "${name}"`, {
      where: "--queue",
      mend: "Name one exactly",
      exit: Exit.usage,
    });
  }
  return queue.id;
}

async function authenticationOf(desk: Desk, name: string): Promise<AccountFields> {
  if (name === "") return { authentication: "password", tokenConfigId: null };
  const config = (await tokenConfigs(desk.store.db)).find((one) => one.name === name);
  if (config === undefined) {
    throw new NotFoundError(`there are no OAuth2 settings "${name}"`, {
      where: "--oauth2",
      mend: "See `gotrs admin oauth2 list`, or make some: gotrs admin oauth2 add",
    });
  }
  return { authentication: "oauth2_token", tokenConfigId: config.id };
}

interface View extends Omit<MailAccount, "password" | "queueId" | "tokenConfigId" | "changed"> {
  readonly queue: string | null;
  readonly oauth2: string | null;
  readonly status: "ok" | "failing" | "disabled" | "not tried yet";
  readonly lastSuccess: string | null;
  readonly error: string | null;
  readonly failures: number;
  readonly nextTry: string | null;
  readonly fetched: number;
  readonly fetchedBy: string | null;
  /** Mails that lie there and cannot be fetched. */
  readonly problems: readonly { readonly uid: string; readonly reason: string }[];
}

async function views(desk: Desk): Promise<readonly View[]> {
  const { db } = desk.store;
  const states = await fetchStates(db);
  const problems = await unfetchedMails(db);
  const configs = await tokenConfigs(db);
  const { queues } = await reference(desk.store);
  return (await mailAccounts(db)).map(({ password: _, queueId, tokenConfigId, changed: __, ...account }) => {
    const state = states.get(account.id);
    return {
      ...account,
      queue: queueId === 0 ? null : (queues.byId(queueId)?.name ?? `#${queueId}`),
      oauth2: configs.find(({ id }) => id === tokenConfigId)?.name ?? null,
      status: statusOf(account.valid, state),
      lastSuccess: iso(state?.succeeded),
      error: state?.error ?? null,
      failures: state?.failures ?? 0,
      nextTry: state?.error == null ? null : iso(state.next),
      fetched: state?.totalFetched ?? 0,
      fetchedBy: state?.holder ?? null,
      problems: problems
        .filter(({ accountId }) => accountId === account.id)
        .map(({ uid, reason }) => ({ uid, reason: reason ?? "" })),
    };
  });
}

function statusOf(valid: boolean, state: FetchState | undefined): View["status"] {
  if (!valid) return "disabled";
  if (state?.error != null) return "failing";
  return state?.succeeded == null ? "not tried yet" : "ok";
}

function iso(time: DbTime | null | undefined): string | null {
  return time == null ? null : fromDbTime(time).toISOString().replace(".000Z", "Z");
}

function lineOf(account: View): string {
  const { id, type, status, queue, fetched, lastSuccess, error, nextTry, problems } = account;
  const where = queue === null ? "by recipient" : `to ${queue}`;
  const last = lastSuccess === null ? "" : `, last look ${lastSuccess}`;
  return [
    `${id} ${accountName(account)} ${type} ${where}: ${status}, ${fetched} mails${last}`,
    ...(error === null ? [] : [`  ${error}`, `  next try ${nextTry ?? "now"}`]),
    ...problems.map(({ uid, reason }) => `  mail ${uid} stays there: ${reason}`),
  ].join("\n");
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return "-";
  return typeof value === "string" ? value : JSON.stringify(value);
}

const marks = { good: "ok  ", warning: "note", bad: "BAD " } as const;

async function test(desk: Desk, shell: Shell, wanted: string, json: true | undefined): Promise<void> {
  const account = await oneAccount(desk, wanted);
  const findings: Finding[] = [];
  for await (const finding of diagnose(desk, account)) {
    findings.push(finding);
    if (json) continue;
    shell.print(`${marks[finding.verdict]} ${finding.step.padEnd(11)} ${finding.text}`);
    if (finding.mend !== undefined) shell.print(`${" ".repeat(17)}→ ${finding.mend}`);
  }
  const bad = findings.find(({ verdict }) => verdict === "bad");
  if (json) shell.printJson({ account: accountName(account), ok: bad === undefined, findings });
  if (bad === undefined) return;
  throw new UserError(`${accountName(account)} does not work: ${bad.text}`, { exit: Exit.unavailable });
}
