/** What an account's type says: protocol, port and how TLS comes in. Opens nothing. */
import { Exit, UserError } from "../errors.ts";
import { said } from "../said.ts";
import type { MailAccount } from "../store/mailAccounts.ts";

/** implicit: from the first octet; starttls: required, before the login; none: in the clear, as OTRS's IMAP and POP3 are. */
export type Tls = "implicit" | "starttls" | "none";

interface AccountType {
  readonly protocol: "imap" | "pop3";
  readonly port: number;
  readonly tls: Tls;
}

/** OTRS's names. */
export const accountTypes = {
  IMAPS: { protocol: "imap", port: 993, tls: "implicit" },
  IMAPTLS: { protocol: "imap", port: 143, tls: "starttls" },
  IMAP: { protocol: "imap", port: 143, tls: "none" },
  POP3S: { protocol: "pop3", port: 995, tls: "implicit" },
  POP3TLS: { protocol: "pop3", port: 110, tls: "starttls" },
  POP3: { protocol: "pop3", port: 110, tls: "none" },
} as const satisfies Readonly<Record<string, AccountType>>;

/** Where and how to connect. */
export interface Place extends AccountType {
  readonly host: string;
  readonly anyCertificate: boolean;
}

/** @throws UserError when gotrs cannot fetch from an account of this type */
export function placeOfAccount(account: MailAccount): Place {
  const { host, port, type, anyCertificate } = account;
  const known: Readonly<Record<string, AccountType>> = accountTypes;
  const found = known[type.toUpperCase()];
  if (found === undefined) {
    throw new UserError(said`"${type}" is no type of account that gotrs can fetch from`, {
      where: accountName(account),
      mend: said`Use one of ${Object.keys(accountTypes).join(", ")}`,
      exit: Exit.configuration,
    });
  }
  return { ...found, port: port ?? found.port, host, anyCertificate };
}

/** As messages name it: the name that was given, or login and host as OTRS lists them. */
export function accountName({ name, login, host }: Pick<MailAccount, "name" | "login" | "host">): string {
  return name ?? `${login}@${host}`;
}

/** By id (`3` or `#3`), name, `login@host` or login. @returns every match, so that the caller can tell an ambiguity */
export function accountsNamed(accounts: readonly MailAccount[], wanted: string): readonly MailAccount[] {
  const id = /^#?(\d{1,9})$/.exec(wanted)?.[1];
  const ways: readonly ((account: MailAccount) => boolean)[] = [
    (account) => account.name === wanted,
    (account) => id !== undefined && account.id === Number(id),
    (account) => `${account.login}@${account.host}` === wanted,
    (account) => account.login === wanted,
  ];
  for (const way of ways) {
    const found = accounts.filter(way);
    if (found.length > 0) return found;
  }
  return [];
}
