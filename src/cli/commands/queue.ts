/** `gotrs queue`: the outbound mail queue: list, flush, retry, delete. */
import type { Command } from "commander";
import { Exit, NotFoundError, UserError } from "../../errors.ts";
import { deleteQueued, flushQueue, queueEntries, retryDead } from "../../store/delivery.ts";
import type { CliCommand, Shell } from "../command.ts";

export const queue: CliCommand = {
  register(program: Command, shell: Shell) {
    const group = program.command("queue").description("the outbound mail queue");
    group
      .command("list")
      .description("mail that waits, and mail that was given up")
      .option("--json", "print JSON")
      .action(async ({ json }: { json?: true }) => {
        const mails = await shell.withDesk(({ store }) => queueEntries(store.db));
        if (json) shell.printJson({ mails });
        else if (mails.length === 0) shell.print("The queue is empty.");
        for (const mail of json ? [] : mails) {
          const why = mail.lastMessage === null ? "" : `: ${mail.lastMessage}`;
          shell.print(`${mail.id} ${mail.state} ${mail.attempts} tries, to ${mail.recipients.join(", ")}${why}`);
        }
      });
    group
      .command("flush")
      .description("try every waiting mail now")
      .action(async () => shell.print(`${await shell.withDesk(({ store }) => flushQueue(store))} mails are due now`));
    group
      .command("retry")
      .description("queue mail again that was given up")
      .argument("[id]", "one mail; all when left out")
      .action(async (id: string | undefined) => {
        const wanted = id === undefined ? undefined : idOf(id);
        const count = await shell.withDesk(({ store, clock }) => retryDead(store, wanted, clock.now()));
        if (count === 0 && id !== undefined) throw noSuchMail(id);
        shell.print(`${count} mails queued again`);
      });
    group
      .command("delete")
      .description("delete a mail; it will never be sent")
      .argument("<id>")
      .action(async (id: string) => {
        if (!(await shell.withDesk(({ store }) => deleteQueued(store, idOf(id))))) throw noSuchMail(id);
        shell.print(`mail ${id} deleted`);
      });
  },
};

function idOf(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new UserError(`"${text}" is no mail's id`, { mend: "Take it from `gotrs queue list`", exit: Exit.usage });
}

function noSuchMail(id: string): NotFoundError {
  return new NotFoundError(`there is no mail ${id} in the queue`, { mend: "See `gotrs queue list`" });
}
