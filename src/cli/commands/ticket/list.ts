/** `gotrs ticket list` and `search`. The options of list are the fields of ListRequest. */
import { styleText } from "node:util";
import type { SearchHit, SearchPage } from "../../../api/search.ts";
import { search } from "../../../search/search.ts";
import { type ListRequest, list } from "../../../ticket/list.ts";
import { whole } from "../../whole.ts";
import type { Common, TicketCli } from "./cli.ts";
import { listLine } from "./lines.ts";

const several = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

export function listCommands(cli: TicketCli): void {
  const listed = async ({ as, json, ...request }: Common & ListRequest): Promise<void> => {
    // A script that reads the total means it.
    const exact = { ...request, exactTotal: true };
    const page = await cli.act({ ...(as && { as }) }, (desk, actor) => list(desk, actor, exact));
    if (json) return cli.shell.printJson(page);
    for (const line of page.tickets.map(listLine)) cli.shell.print(line);
    cli.shell.print(`${page.tickets.length} of ${page.total} tickets`);
  };
  cli
    .command(
      "list",
      "tickets you may see, those to be worked on unless told otherwise; names may be given several times",
    )
    .option("--queue <name>", "with its sub-queues", several)
    .option("--state <name>", "as `open`", several)
    .option("--state-type <type>", "a state type, `not closed` (the default) or all", several)
    .option("--owner <login>", "the agent it belongs to, or me", several)
    .option("--responsible <login>", "the agent who answers for it, or me", several)
    .option("--lock <name>", "lock or unlock", several)
    .option("--priority <name>", "as `3 normal`", several)
    .option("--type <name>", "as `Unclassified`", several)
    .option("--service <name>", "what it is about", several)
    .option("--sla <name>", "what was agreed", several)
    .option("--customer <id>", "customer id, exactly", several)
    .option("--customer-user <login>", "whose ticket it is, exactly", several)
    .option("--dynamic-field <name=value>", "a dynamic field's value; NAME= for none", several)
    .option("--watched", "those you watch")
    .option("--unread", "with something you have not read")
    .option("--no-unread", "those you have read")
    .option("--archived", "archived ones only")
    .option("--no-archived", "without archived ones")
    .option("--escalating-within <time>", "escalated, or to be within 2h, 1d, ...")
    .option("--pending-within <time>", "waiting no longer, or not beyond 2h, 1d, ...")
    .option("--created-before <time>", "3d (so long ago), 2026-12-31 or 2026-12-31T09:00:00Z")
    .option("--created-after <time>", "the same")
    .option("--changed-before <time>", "the same")
    .option("--changed-after <time>", "the same")
    .option("--older-than <time>", "as --created-before")
    .option("--search <text>", "in title, number and customer")
    .option("--sort <columns>", "newest, oldest, or columns as `priority,changed:asc`")
    .option("--limit <count>", "at most so many", whole)
    .option("--cursor <cursor>", "nextCursor of the page before")
    .action(({ olderThan, ...options }: Common & ListRequest & { readonly olderThan?: string }) =>
      listed({ ...options, ...(olderThan === undefined ? {} : { createdBefore: olderThan }) }),
    );

  cli
    .command("search", 'tickets by what was said in them, best first: words, "phrases", word*, -not, from:ann, is:open')
    .argument("<text...>", "what to look for, after -- where a word begins with -; see docs/search.md")
    .option("--limit <count>", "at most so many", whole)
    .action(async (words: readonly string[], { as, json, limit }: Common & { readonly limit?: number }) => {
      const request = { query: words.join(" "), ...(limit === undefined ? {} : { limit }) };
      const page = await cli.act({ ...(as && { as }) }, (desk, actor) => search(desk, actor, request));
      if (json) return cli.shell.printJson(page);
      for (const hit of page.tickets) cli.shell.print(hitLines(hit));
      cli.shell.print(searchEnd(page));
    });
}

function hitLines(hit: SearchHit): string {
  const snippet = hit.snippet.map(({ text, hit: found }) => (found ? styleText("bold", text) : text)).join("");
  return `${listLine(hit)}\n    #${hit.articleId} ${hit.articleCreated} ${hit.from}\n    ${snippet}`;
}

function searchEnd({ total, more, behind }: SearchPage): string {
  const others = more ? "; there are more: name more words to find the right one" : "";
  const late = behind > 0 ? `\n${behind} articles are not in the index yet: gotrs admin search status` : "";
  return `${total} ${total === 1 ? "ticket" : "tickets"}${others}${late}`;
}
