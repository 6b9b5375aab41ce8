/** What a ticket is linked with: Enter opens it, a key takes the link away. */
import type { TicketDetail } from "../../src/api/ticket.ts";
import type { Client } from "../client/client.ts";
import type { Done } from "../ground.ts";
import { canBeTakenAway, linkedName, takeLinksAway } from "../linking.ts";
import { type MessageKey, text } from "../messages.ts";
import { withColon } from "../text/colon.ts";
import { inCells, safeLine, widestOf } from "../text/safe.ts";
import { orNone, type Page, type PageLine } from "./page.ts";

export interface LinksGround {
  readonly client: Client;
  readonly show: (page: Page) => void;
  readonly open: (id: number) => Promise<void>;
  readonly say: (told: string) => void;
  readonly remember: (done: Done) => void;
  readonly again: () => void;
}

type Link = TicketDetail["links"][number];

export async function linksPage(ground: LinksGround, ticketId: number): Promise<Page> {
  const { id, number, links } = await ground.client.ticket(ticketId);
  const cells = widestOf(links.map(linkWords));
  return {
    title: text("page.links", { number }),
    ...(links.length > 0 && { keys: "links" }),
    renew: () => linksPage(ground, ticketId),
    lines: orNone(
      links.map((link): PageLine => {
        const line = {
          text: `${inCells(linkWords(link), cells)}  ${linkedName(link)}  ${safeLine(link.title)}`.trimEnd(),
        };
        return {
          ...line,
          ...(link.object === "Ticket" && { choose: () => ground.open(link.id) }),
          ...(canBeTakenAway(link) && { acts: { unlink: () => unlink(ground, { id, number }, link, links) } }),
        };
      }),
      text("page.noLinks"),
    ),
  };
}

/** Whatever links there are between the two. */
async function unlink(
  { client, show, say, remember, again, ...ground }: LinksGround,
  { id, number }: Pick<TicketDetail, "id" | "number">,
  link: Link,
  links: readonly Link[],
): Promise<void> {
  const same = links.filter((one) => one.object === link.object && one.id === link.id);
  const back = await takeLinksAway(client, id, same);
  const what = withColon(number, text("say.unlinked", { to: linkedName(link) }));
  remember({
    what,
    undo: async () => {
      await back();
      again();
    },
  });
  say(what);
  again();
  show(await linksPage({ client, show, say, remember, again, ...ground }, id));
}

/** What the other is; an installation may have types of links of its own. */
function linkWords({ type, direction }: Link): string {
  const key = others.get(direction);
  const other = key === undefined ? direction : text(key);
  return type === "Normal" || type === "ParentChild" ? other : `${type} (${other})`;
}

const others = new Map<string, MessageKey>([
  ["both", "linked.both"],
  ["parent", "linked.parent"],
  ["child", "linked.child"],
]);
