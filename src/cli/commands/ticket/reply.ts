/** `gotrs ticket reply`. */
import type { ReplyDraft } from "../../../api/requests.ts";
import { reply } from "../../../ticket/reply.ts";
import { replyDraft } from "../../../ticket/replyDraft.ts";
import { whole } from "../../whole.ts";
import { amount } from "./amount.ts";
import type { Common, TicketCli } from "./cli.ts";
import { filesOf, textOf } from "./written.ts";

export function replyCommands(cli: TicketCli): void {
  cli
    .command("reply", "answer the customer by mail")
    .argument("<name>")
    .option("--body <text>", "- or nothing reads standard input")
    .option("--article <id>", "the article that is answered; the customer's newest when left out", whole)
    .option("--to <addresses>", "comma between several")
    .option("--cc <addresses>", "comma between several")
    .option("--bcc <addresses>", "comma between several")
    .option("--subject <text>", "instead of the usual one")
    .option("--state <name>", "the state afterwards")
    .option("--pending-until <time>", "2026-12-31T09:00:00Z; needed by pending states")
    .option("--all", "also to those who got the answered mail")
    .option("--separately", "a mail of their own to each recipient")
    .option("--send-at <time>", "not before, as 2026-12-31T09:00:00Z; until then it can be recalled")
    .option("--time <units>", "time spent on it", amount)
    .option("--attach <file...>", "files to send along")
    .option("--if-version <version>", "as `show --json` gave it: nothing is sent when others wrote since", whole)
    .option("--anyway", "send it even when others wrote meanwhile")
    .option("--template <name>", "its files, and its text where no other is given")
    .option("--draft", "print what a reply would be, and send nothing")
    .action(async (name: string, options: Common & ReplyOptions) => {
      const { as, json, body, attach, article, draft, time, ifVersion, template, ...rest } = options;
      const drafted = (): Promise<ReplyDraft> =>
        cli.act(options, (desk, actor) =>
          replyDraft(desk, actor, name, { articleId: article, all: rest.all, template }),
        );
      if (draft) {
        const text = await drafted();
        const copies = text.cc === "" ? "" : `Cc: ${text.cc}\n`;
        if (json) cli.shell.printJson(text);
        else cli.shell.print(`To: ${text.to}\n${copies}Subject: ${text.subject}\n\n${text.body}`);
        return;
      }
      // While somebody types, others may write: then they are told instead of talking at cross purposes.
      const typed = body === "-" || (body === undefined && template === undefined);
      const before = typed || template !== undefined ? await drafted() : undefined;
      const version = ifVersion ?? before?.version;
      const files = [...(before?.attachments ?? []), ...((await filesOf(attach)).attachments ?? [])];
      const request = {
        ...rest,
        ...(article === undefined ? {} : { articleId: article }),
        ...(time === undefined ? {} : { timeUnits: time }),
        ...(version === undefined ? {} : { version }),
        ...(files.length === 0 ? {} : { attachments: files }),
        body: body === undefined && before !== undefined && !typed ? before.body : await textOf(body),
      };
      const result = await cli.act(options, (desk, actor) => reply(desk, actor, name, request));
      if (json) cli.shell.printJson(result);
      else cli.shell.print(`reply queued as ${result.messageId}`);
    });
}

interface ReplyOptions {
  readonly body?: string;
  readonly article?: number;
  readonly all?: true;
  readonly separately?: true;
  readonly sendAt?: string;
  readonly draft?: true;
  readonly template?: string;
  readonly time?: number;
  readonly ifVersion?: number;
  readonly anyway?: true;
  readonly attach?: readonly string[];
}
