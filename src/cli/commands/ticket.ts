/** `gotrs ticket`: the agent's work from scripts. */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import type { Command } from "commander";
import { Option } from "commander";
import type { ReplyRequest, TicketDetail, TicketSummary, UpdateRequest } from "../../api/types.ts";
import type { Actor, Desk } from "../../desk.ts";
import { actorByLogin } from "../../people/permissions.ts";
import { agentLogin } from "../../store/agents.ts";
import { create } from "../../ticket/create.ts";
import { type ListRequest, list } from "../../ticket/list.ts";
import { note } from "../../ticket/note.ts";
import { reply } from "../../ticket/reply.ts";
import { replyDraft } from "../../ticket/replyDraft.ts";
import { show } from "../../ticket/show.ts";
import { update } from "../../ticket/update.ts";
import type { CliCommand, Shell } from "../command.ts";
import { readInput } from "../input.ts";
import { whole } from "../whole.ts";

interface Common {
  readonly as?: string;
  readonly json?: true;
}

export const ticket: CliCommand = {
  register(program: Command, shell: Shell) {
    const group = program.command("ticket").description("list, read and work on tickets; NAME is a number or #id");
    const act = <T>(options: Common, work: (desk: Desk, actor: Actor) => Promise<T>): Promise<T> =>
      shell.withDesk(async (desk) => work(desk, await actorOf(desk, options.as)));
    const command = (name: string, description: string): Command =>
      group
        .command(name)
        .description(description)
        .option("--json", "print JSON")
        .addOption(
          new Option("--as <login>", "the agent who acts").env("GOTRS_AGENT").default(undefined, "root@localhost"),
        );

    const listed = async ({ as, json, ...request }: Common & ListRequest): Promise<void> => {
      const page = await act({ ...(as && { as }) }, (desk, actor) => list(desk, actor, request));
      if (json) shell.printJson(page);
      else {
        for (const line of page.tickets.map(listLine)) shell.print(line);
        shell.print(`${page.tickets.length} of ${page.total} tickets`);
      }
    };
    const filtered = (listing: Command): Command =>
      listing
        .option("--queue <name>", "with its sub-queues")
        .option("--state <name>", "as `open`")
        .option("--state-type <type>", "a state type, viewable or all")
        .option("--owner <login>", "the agent it belongs to")
        .option("--lock <name>", "lock or unlock")
        .addOption(new Option("--sort <order>", "which first").choices(["newest", "oldest", "changed", "priority"]))
        .option("--limit <count>", "at most so many", whole)
        .option("--cursor <cursor>", "nextCursor of the page before");
    filtered(command("list", "tickets you may see, those to be worked on unless told otherwise"))
      .option("--search <text>", "in title, number and customer")
      .action(listed);

    filtered(command("search", "tickets in any state whose title, number or customer has the words"))
      .argument("<text>", "what to look for")
      .action((search: string, options: Common & ListRequest) => listed({ stateType: "all", ...options, search }));

    command("show", "one ticket with its thread")
      .argument("<name>")
      .action(async (name: string, options: Common) => {
        const detail = await act(options, (desk, actor) => show(desk, actor, name));
        if (options.json) shell.printJson(detail);
        else shell.print(detailText(detail));
      });

    command("history", "what happened to a ticket")
      .argument("<name>")
      .action(async (name: string, options: Common) => {
        const { history } = await act(options, (desk, actor) => show(desk, actor, name));
        if (options.json) shell.printJson({ history });
        else for (const entry of history) shell.print(`${entry.created} ${entry.by} ${entry.type} ${entry.name}`);
      });

    command("create", "open a ticket; with --to it is a mail to the customer")
      .requiredOption("--title <text>", "what it is about")
      .requiredOption("--queue <name>", "where it goes")
      .option("--body <text>", "- or nothing reads standard input")
      .option("--to <addresses>", "comma between several")
      .option("--cc <addresses>", "comma between several")
      .option("--customer-user <login>", "whose ticket it is")
      .option("--state <name>", "as `open`")
      .option("--priority <name>", "as `3 normal`")
      .option("--type <name>", "as `Unclassified`")
      .option("--attach <file...>", "files to send along")
      .action(async ({ as, json, body, attach, ...request }: Common & CreateOptions) => {
        const whole = { ...request, body: textOf(body), ...filesOf(attach) };
        const result = await act({ ...(as && { as }) }, (desk, actor) => create(desk, actor, whole));
        if (json) shell.printJson(result);
        else shell.print(`ticket ${result.ticketNumber} created`);
      });

    command("reply", "answer the customer by mail")
      .argument("<name>")
      .option("--body <text>", "- or nothing reads standard input")
      .option("--article <id>", "the article that is answered; the customer's newest when left out", whole)
      .option("--to <addresses>", "comma between several")
      .option("--cc <addresses>", "comma between several")
      .option("--bcc <addresses>", "comma between several")
      .option("--subject <text>", "instead of the usual one")
      .option("--state <name>", "the state afterwards")
      .option("--all", "also to those who got the answered mail")
      .option("--separately", "a mail of their own to each recipient")
      .option("--send-at <time>", "not before, as 2026-12-31T09:00:00Z; until then it can be recalled")
      .option("--attach <file...>", "files to send along")
      .option("--draft", "print what a reply would be, and send nothing")
      .action(async (name: string, options: Common & ReplyOptions) => {
        const { as, json, body, attach, article, draft, ...rest } = options;
        const articleId = article === undefined ? {} : { articleId: article };
        if (draft) {
          const text = await act(options, (desk, actor) => replyDraft(desk, actor, name, article, rest.all));
          if (json) shell.printJson(text);
          else
            shell.print(
              `To: ${text.to}\n${text.cc === "" ? "" : `Cc: ${text.cc}\n`}Subject: ${text.subject}\n\n${text.body}`,
            );
          return;
        }
        const request = { ...rest, ...articleId, body: textOf(body), ...filesOf(attach) };
        const result = await act(options, (desk, actor) => reply(desk, actor, name, request));
        if (json) shell.printJson(result);
        else shell.print(`reply queued as ${result.messageId}`);
      });

    command("note", "write a note, internal unless said otherwise")
      .argument("<name>")
      .option("--body <text>", "- or nothing reads standard input")
      .option("--subject <text>", "instead of the usual one")
      .option("--visible-for-customer", "let the customer see it")
      .option("--state <name>", "the state afterwards")
      .action(async (name: string, { as, json, body, ...request }: Common & NoteOptions) => {
        const whole = { ...request, body: textOf(body) };
        const result = await act({ ...(as && { as }) }, (desk, actor) => note(desk, actor, name, whole));
        if (json) shell.printJson(result);
        else shell.print(`note ${result.articleId} added`);
      });

    command("update", "change state, queue, priority, owner, lock, title or type")
      .argument("<name>")
      .option("--state <name>", "as `open`")
      .option("--pending-until <time>", "2026-12-31T09:00:00Z; needed by pending states")
      .option("--queue <name>", "the new queue")
      .option("--priority <name>", "as `3 normal`")
      .option("--owner <login>", "the agent it belongs to")
      .option("--responsible <login>", "the agent who answers for it")
      .addOption(new Option("--lock <name>", "yours to work on, or anybody's").choices(["lock", "unlock"]))
      .option("--title <text>", "the new title")
      .option("--type <name>", "as `Unclassified`")
      .action(async (name: string, { as, json, ...request }: Common & UpdateRequest) => {
        const result = await act({ ...(as && { as }) }, (desk, actor) => update(desk, actor, name, request));
        if (json) shell.printJson(result);
        else shell.print(listLine(result));
      });

    command("move", "put a ticket into another queue")
      .argument("<name>")
      .argument("<queue>")
      .action(async (name: string, queue: string, options: Common) => {
        const result = await act(options, (desk, actor) => update(desk, actor, name, { queue }));
        if (options.json) shell.printJson(result);
        else shell.print(listLine(result));
      });
  },
};

interface Written {
  readonly body?: string;
}
interface CreateOptions extends Written {
  readonly title: string;
  readonly queue: string;
  readonly attach?: readonly string[];
}
interface ReplyOptions extends Written {
  readonly article?: number;
  readonly all?: true;
  readonly separately?: true;
  readonly sendAt?: string;
  readonly draft?: true;
  readonly attach?: readonly string[];
}
interface NoteOptions extends Written {
  readonly subject?: string;
  readonly visibleForCustomer?: boolean;
  readonly state?: string;
}

async function actorOf(desk: Desk, login: string | undefined): Promise<Actor> {
  const { userId } = desk.settings.postmaster;
  // Whoever may open the database is trusted with it; the agent is asked for only to write down who acted.
  return await actorByLogin(desk, login ?? (await agentLogin(desk.store.db, userId)) ?? "root@localhost");
}

function textOf(body: string | undefined): string {
  return body === undefined || body === "-" ? readFileSync(0, "utf8") : body;
}

function filesOf(files: readonly string[] | undefined): Pick<ReplyRequest, "attachments"> {
  if (files === undefined) return {};
  return {
    attachments: files.map((file) => ({
      filename: basename(file),
      contentBase64: readInput(file, () => readFileSync(file)).toString("base64"),
    })),
  };
}

function listLine({ number, state, priority, queue, title, customerUser }: TicketSummary): string {
  return `${number}  ${state}  ${priority}  ${queue}  ${customerUser ?? ""}  ${title}`;
}

function detailText(detail: TicketDetail): string {
  const head = `${detail.number} ${detail.title}\n${detail.queue}, ${detail.state}, ${detail.priority}, owner ${detail.owner}, ${detail.lock}`;
  const articles = detail.articles.map((article) => {
    const files = article.attachments.map(({ filename, size }) => `\n[${filename}, ${size} octets]`).join("");
    return `\n#${article.id} ${article.created} ${article.sender} ${article.from}\n${article.subject}\n\n${article.body}${files}`;
  });
  return [head, ...articles].join("\n");
}
