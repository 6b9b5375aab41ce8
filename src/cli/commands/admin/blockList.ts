/** `gotrs admin block-list`: senders whose mail nobody wants. */
import { isIP } from "node:net";
import type { Command } from "commander";
import { recorded } from "../../../admin/recorded.ts";
import { toDbTime } from "../../../clock.ts";
import { Exit, NotFoundError, UserError } from "../../../errors.ts";
import { rootActor } from "../../../people/administrators.ts";
import { addBlock, type BlockKind, blockRows, removeBlock } from "../../../store/blockList.ts";
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
        const { kind, pattern } = patternOf(sender);
        const count = days === undefined ? undefined : daysIn(days);
        await shell.withDesk((desk) =>
          recorded(desk, rootActor, async (tx, now) => {
            const expires = count === undefined ? undefined : new Date(now.getTime() + count * 86_400_000);
            const { before } = await addBlock(tx, { kind, pattern, reason, expires }, now, rootActor.userId);
            const changes = {
              reason: [before?.reason ?? null, reason],
              expires: [before?.expires ?? null, expires === undefined ? null : toDbTime(expires)],
            } as const;
            const action = before === undefined ? "add" : "set";
            return { result: undefined, records: [{ thing: "block-list", key: pattern, action, changes }] };
          }),
        );
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
        const { kind, pattern } = patternOf(sender);
        const removed = await shell.withDesk((desk) =>
          recorded(desk, rootActor, async (tx) => {
            const before = await removeBlock(tx, kind, pattern);
            if (before === undefined) return { result: false, records: [] };
            const changes = { reason: [before.reason, null], expires: [before.expires, null] } as const;
            return { result: true, records: [{ thing: "block-list", key: pattern, action: "remove", changes }] };
          }),
        );
        if (!removed) {
          throw new NotFoundError(`${kind} ${pattern} is not blocked`, { mend: "See `gotrs admin block-list list`" });
        }
        shell.print(`${kind} ${pattern} is blocked no longer`);
      });
  },
};

/** @throws UserError for what is none of the three */
function patternOf(sender: string): { readonly kind: BlockKind; readonly pattern: string } {
  const pattern = sender.trim().toLowerCase();
  const [, network = "", bits] = /^([0-9a-f.:]+)(?:\/(\d{1,3}))?$/.exec(pattern) ?? [];
  const family = isIP(network);
  if (family !== 0 && Number(bits ?? 0) <= (family === 4 ? 32 : 128)) return { kind: "ip", pattern };
  if (/^[^\s@]+@[^\s@]+$/.test(pattern) && pattern.length <= 250) return { kind: "address", pattern };
  const domain = pattern.replace(/^(?:\*\.|[@.])/, "");
  if (/^(?:[^\s@./*]+\.)+[^\s@./*]+$/.test(domain) && domain.length <= 250) return { kind: "domain", pattern: domain };
  throw new UserError(`"${sender}" is no address, domain, IP or network`, {
    mend: "Write spam@example.com, *@example.com, example.com, 192.0.2.1 or 192.0.2.0/24",
    exit: Exit.usage,
  });
}

function daysIn(text: string): number {
  if (/^[1-9]\d{0,4}$/.test(text)) return Number(text);
  throw new UserError(`"${text}" is no number of days`, { where: "--days", exit: Exit.usage });
}
