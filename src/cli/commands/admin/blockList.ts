/** `gotrs admin block-list`: senders whose mail nobody wants. */
import type { Command } from "commander";
import { block, unblock } from "../../../admin/blockList.ts";
import { Exit, UserError } from "../../../errors.ts";
import { rootActor } from "../../../people/administrators.ts";
import { blockRows } from "../../../store/blockList.ts";
import type { CliCommand, Shell } from "../../command.ts";

interface AddOptions {
  readonly reason: string;
  readonly days?: string;
}

export const blockListCommand: CliCommand = {
  register(admin: Command, shell: Shell) {
    const group = admin
      .command("block-list")
      .description("senders whose mail is refused by SMTP, and is junk by every other road");
    group
      .command("add")
      .description("block a sender: an address (* stands for anything), a domain with all below it, an IP or a network")
      .argument("<sender>", "spam*@example.com, example.com, 192.0.2.1 or 192.0.2.0/24")
      .option("--reason <text>", "why; the sender is told", "")
      .option("--days <number>", "for so many days; for ever without it")
      .action(async (sender: string, { reason, days }: AddOptions) => {
        const count = days === undefined ? undefined : daysIn(days);
        const { kind, pattern } = await shell.withDesk(async (desk) => {
          const end = new Date(desk.clock.now().getTime() + (count ?? 0) * 86_400_000);
          return (await block(desk, rootActor, { sender, reason, expires: count === undefined ? undefined : end }))
            .block;
        });
        shell.print(`${kind} ${pattern} is blocked${count === undefined ? "" : ` for ${count} days`}`);
      });
    group
      .command("list")
      .description("who is blocked, and until when (UTC)")
      .option("--json", "print JSON")
      .action(async ({ json }: { json?: true }) => {
        const blocks = await shell.withDesk(({ store }) => blockRows(store.db));
        if (json) shell.printJson({ blocks });
        for (const { kind, pattern, reason, expires } of json ? [] : blocks) {
          const until = expires === null ? "" : ` until ${expires}`;
          shell.print(`${kind} ${pattern}${until}${reason === "" ? "" : `: ${reason}`}`);
        }
      });
    group
      .command("remove")
      .description("let a sender in again")
      .argument("<sender>", "as it was added")
      .action(async (sender: string) => {
        const { kind, pattern } = await shell.withDesk((desk) => unblock(desk, rootActor, sender));
        shell.print(`${kind} ${pattern} is blocked no longer`);
      });
  },
};

function daysIn(text: string): number {
  if (/^[1-9]\d{0,4}$/.test(text)) return Number(text);
  throw new UserError(`"${text}" is no number of days`, { where: "--days", exit: Exit.usage });
}
