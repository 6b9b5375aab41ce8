/** `gotrs admin mail-account`: the accounts that mail is fetched from. How fetching goes is no field; its commands tell it. */

import { accountName, accountTypes } from "../../fetch/account.ts";
import { said } from "../../said.ts";
import {
  type AccountFields,
  addMailAccount,
  afterFetch,
  changeMailAccount,
  type MailAccount,
  mailAccounts,
} from "../../store/mailAccounts.ts";
import { idOf } from "../cell.ts";
import { distinctKeys } from "../distinctKeys.ts";
import { type Field, inRows, type Names, type Values, type Writing } from "../field.ts";
import type { AdminModule, Complaint } from "../module.ts";

const text = (max: number, about: string): Field => ({ kind: "text", about, max, at: inRows });

export const mailAccount: AdminModule = {
  thing: "mail-account",
  plural: "mailAccounts",
  about: "accounts that mail is fetched from by IMAP or POP3",
  key: "name",
  canDisable: true,
  ownCommand: true,
  columns: [],
  fields: {
    name: { ...text(200, "what to call it; LOGIN@HOST where nobody gave it a name"), required: true },
    type: { kind: "choice", about: "how to fetch", choices: Object.keys(accountTypes), required: true, at: inRows },
    host: { ...text(200, "the mail server"), required: true },
    login: { ...text(200, "the mailbox's login"), required: true },
    port: { kind: "integer", about: "if it is not the usual one", min: 1, max: 65_535, at: inRows },
    password: {
      kind: "secret",
      about: "the mailbox's password",
      max: 200,
      needed: ({ oauth2 }) => oauth2 === null,
      at: inRows,
    },
    oauth2: {
      kind: "reference",
      about: "log in by OAuth2 with these settings (gotrs admin oauth2); empty for a password",
      to: "oauth2",
      none: null,
      at: inRows,
    },
    folder: { ...text(250, "the IMAP folder"), default: "INBOX" },
    queue: {
      kind: "reference",
      about: "put new tickets into this queue; empty to go by recipient",
      to: "queue",
      none: 0,
      at: inRows,
    },
    trusted: { kind: "boolean", about: "let X-OTRS- headers of its mail steer tickets", default: false, at: inRows },
    after: {
      kind: "choice",
      about: "what becomes of a mail there once it is stored; left out: seen for IMAP, keep for POP3",
      choices: afterFetch,
      required: true,
      presumed: true,
      at: inRows,
    },
    moveTo: text(250, "the folder for move; made when missing"),
    certificate: {
      kind: "choice",
      about: "whether the server's certificate must be right",
      choices: ["verify", "any"],
      default: "verify",
      at: inRows,
    },
    comment: text(250, "for people"),
    valid: { kind: "boolean", about: "whether mail is fetched from it", default: true, at: inRows },
  },
  rows: {
    async read(reading) {
      const accounts = await mailAccounts(reading.db);
      const [queues, settings] = [await reading.names("queue"), await reading.names("oauth2")];
      const keys = accountKeys(accounts);
      return accounts.map((account) => ({
        id: account.id,
        values: { ...valuesOf(account, queues, settings), name: keys.get(account.id) ?? "" },
      }));
    },
    async insert(writing, values) {
      const fields = await fieldsOf(writing, values);
      const { login, host, type, after } = values;
      const account = { ...fields, login: String(login), host: String(host), type: String(type) };
      const kept = afterFetch.find((one) => one === after) ?? "keep";
      return await addMailAccount(
        writing.tx,
        { ...account, after: kept, name: ownName(values) },
        writing.now,
        writing.userId,
      );
    },
    async update(writing, id, changed, before) {
      const name = ownName({ ...before, ...changed }, Number(id));
      const fields = { ...(await fieldsOf(writing, changed)), name };
      await changeMailAccount(writing.tx, Number(id), fields, writing.now, writing.userId);
    },
    async relate() {},
  },
  async presume({ type }) {
    return { after: String(type).startsWith("IMAP") ? "seen" : "keep" };
  },
  async prepare(given, { before }) {
    const unnamed = before !== undefined && given.name === undefined && before.name === implied(before);
    return {
      given: {
        ...given,
        ...(unnamed && { name: implied({ ...before, ...given }) }),
        ...(given.folder === null && { folder: "INBOX" }),
      },
      complaints: [],
    };
  },
  async check({ after }) {
    return together(after);
  },
};

/** Account → the name it goes by. */
export function accountKeys(accounts: readonly MailAccount[]): ReadonlyMap<number, string> {
  return distinctKeys(
    accounts.map((account) => ({ id: account.id, key: accountName(account), given: account.name !== null })),
  );
}

function implied({ login, host }: Values): string {
  return accountName({ name: null, login: String(login), host: String(host) });
}

/** null for the name that an account has without one. */
function ownName(values: Values, id?: number): string | null {
  const name = String(values.name);
  return name === implied(values) || name === `${implied(values)} #${id}` ? null : name;
}

function together({ type, after, moveTo }: Values): readonly Complaint[] {
  if (after === "move" && moveTo === null) {
    return [{ field: "after", what: said`move needs a folder to move mail to`, mend: said`Name it as moveTo` }];
  }
  if (String(type).startsWith("POP3") && (after === "move" || after === "seen")) {
    return [{ field: "after", what: said`POP3 has no ${after}`, mend: said`Use delete or keep, or an IMAP type` }];
  }
  return [];
}

function valuesOf(account: MailAccount, queues: Names, settings: Names): Values {
  const { type, host, login, port, password, queueId, tokenConfigId, folder, trusted, after, comment, valid } = account;
  const byPassword = account.authentication === "password" || tokenConfigId === null;
  const known = Object.keys(accountTypes).find((one) => one === type.toUpperCase());
  return {
    type: known ?? type,
    host,
    login,
    port: port ?? null,
    password: password === "" ? null : password,
    oauth2: byPassword ? null : (settings.nameOf(tokenConfigId) ?? `#${tokenConfigId}`),
    folder,
    queue: queueId === 0 ? null : (queues.nameOf(queueId) ?? `#${queueId}`),
    trusted,
    after,
    moveTo: account.moveFolder,
    certificate: account.anyCertificate ? "any" : "verify",
    comment: comment === "" ? null : comment,
    valid,
  };
}

/** What is given of them, as it is stored; the name apart. */
async function fieldsOf(writing: Writing, values: Values): Promise<AccountFields> {
  const { type, host, login, port, password, oauth2, folder, queue, trusted, after, moveTo, certificate } = values;
  const { comment, valid } = values;
  const orNull = (value: Values[string]): string | null => (value === null ? null : String(value));
  const idIn = async (to: string, name: Values[string]): Promise<number> =>
    Number(idOf(await writing.names(to), String(name)));
  return {
    ...(type !== undefined && { type: String(type) }),
    ...(host !== undefined && { host: String(host) }),
    ...(login !== undefined && { login: String(login) }),
    ...(port !== undefined && { port: port === null ? null : Number(port) }),
    ...(password !== undefined && { password: password === null ? "" : String(password) }),
    ...(oauth2 === null && { authentication: "password" as const, tokenConfigId: null }),
    ...(typeof oauth2 === "string" && {
      authentication: "oauth2_token" as const,
      tokenConfigId: await idIn("oauth2", oauth2),
    }),
    ...(folder !== undefined && { folder: folder === "INBOX" ? null : orNull(folder) }),
    ...(queue !== undefined && { queueId: queue === null ? 0 : await idIn("queue", queue) }),
    ...(trusted !== undefined && { trusted: trusted === true }),
    ...(after !== undefined && { after: afterFetch.find((one) => one === after) ?? "keep" }),
    ...(moveTo !== undefined && { moveFolder: orNull(moveTo) }),
    ...(certificate !== undefined && { anyCertificate: certificate === "any" }),
    ...(comment !== undefined && { comment: orNull(comment) }),
    ...(valid !== undefined && { valid: valid === true }),
  };
}
