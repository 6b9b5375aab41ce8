/** `gotrs fetch`: looks into mail accounts once, now, also those that wait after a failure. */
import type { Command } from "commander";
import { fetchOnce } from "../../../daemon/fetch/once.ts";
import type { Desk } from "../../desk.ts";
import { Exit, UserError } from "../../errors.ts";
import { accountName } from "../../fetch/account.ts";
import { type MailAccount, mailAccounts } from "../../store/mailAccounts.ts";
import { oneAccount } from "../accounts.ts";
import type { CliCommand, Shell } from "../command.ts";

export const fetch: CliCommand = {
  register(program: Command, shell: Shell) {
    program
      .command("fetch")
      .description("fetch mail from the mail accounts once, now")
      .argument("[account]", "its name, id or login; all that are enabled when left out")
      .option("--json", "print JSON")
      .action(async (wanted: string | undefined, { json }: { json?: true }) =>
        shell.withDesk(async (desk) => {
          const results = await Promise.all((await accountsFor(desk, wanted)).map((one) => fetchFrom(desk, one)));
          if (json) shell.printJson({ accounts: results });
          else if (results.length === 0) {
            shell.print("There is no mail account; make one: gotrs admin mail-account add");
          }
          for (const { name, fetched, error } of json ? [] : results) {
            const mails = fetched === 1 ? "1 mail" : `${fetched} mails`;
            shell.print(`${name}: ${error === null ? `${mails} fetched` : `failed after ${mails}`}`);
          }
          complain(results);
        }),
      );
  },
};

interface Result {
  readonly id: number;
  readonly name: string;
  readonly fetched: number;
  readonly error: string | null;
}

async function accountsFor(desk: Desk, wanted: string | undefined): Promise<readonly MailAccount[]> {
  if (wanted !== undefined) return [await oneAccount(desk, wanted)];
  return (await mailAccounts(desk.store.db)).filter(({ valid }) => valid);
}

async function fetchFrom(desk: Desk, account: MailAccount): Promise<Result> {
  const { fetched, error, told } = await fetchOnce(desk, account);
  if (error !== undefined && !told) desk.log.error({}, error.message);
  return { id: account.id, name: accountName(account), fetched, error: error?.message ?? null };
}

/** @throws UserError with exit 69 when an account failed; why was told already */
function complain(results: readonly Result[]): void {
  const failed = results.filter(({ error }) => error !== null);
  const [first] = failed;
  if (first === undefined) return;
  throw new UserError(`${failed.length} of ${results.length} mail accounts failed`, {
    mend: `For a diagnosis: gotrs admin mail-account test ${JSON.stringify(first.name)}`,
    exit: Exit.unavailable,
  });
}
