/** A ticket's thread as lines of the screen. Pure: the same ticket, width and time give the same lines. */
import type { ArticleView, TicketDetail } from "../../src/api/types.ts";
import { safeLine } from "../text/safe.ts";
import { ageOf, sizeOf, whenOf } from "../text/times.ts";
import type { Meaning } from "../theme.ts";
import { bodyLines } from "./bodyLines.ts";

export interface ThreadLine {
  /** Index of the article. */
  readonly article: number;
  readonly kind: Kind;
  readonly role: "head" | "fact" | "alarm" | "text" | "quote" | "fold" | "gap";
  readonly text: string;
  /** On the right edge. */
  readonly aside?: string;
}

/** Who wrote it, and whether the customer sees it. */
export type Kind = "customer" | "agent" | "internal" | "system";

/** The bar beside an article tells its kind without colours, too. */
export const bars: Readonly<Record<Kind, { readonly bar: string; readonly meaning: Meaning }>> = {
  customer: { bar: "│", meaning: "customer" },
  agent: { bar: "┃", meaning: "agent" },
  internal: { bar: "▒", meaning: "internal" },
  system: { bar: "·", meaning: "faint" },
};

/** Longer lines are hard to read. */
export const widest = 100;

export function threadOf(
  ticket: TicketDetail,
  width: number,
  now: Date,
  fresh: ReadonlySet<number>,
  unfolded = false,
): readonly ThreadLine[] {
  return ticket.articles.flatMap((article, index) => {
    const kind = kindOf(article);
    const line = (role: ThreadLine["role"], text: string): ThreadLine => ({ article: index, kind, role, text });
    const subject = withoutPrefixes(article.subject);
    return [
      {
        ...line("head", `${fresh.has(article.id) ? "● " : ""}${safeLine(article.from)}`),
        aside: `${labels[kind]} · ${whenOf(article.created, now)} · ${ageOf(article.created, now)}`,
      },
      ...(kind === "internal" ? [] : [line("fact", `To ${safeLine(article.to)}`)]),
      ...(article.cc === "" ? [] : [line("fact", `Cc ${safeLine(article.cc)}`)]),
      ...(subject === withoutPrefixes(ticket.title) || (kind === "internal" && subject === "Note")
        ? []
        : [line("fact", `Subject ${safeLine(article.subject)}`)]),
      ...deliveryLines(article, now).map(({ role, text }) => line(role, text)),
      ...article.warnings.map(({ message }) => line("alarm", `! ${safeLine(message)}`)),
      ...originLine(article).map((text) => line("fact", text)),
      line("text", ""),
      ...bodyLines(article, Math.min(width - 3, widest), unfolded).map(({ role, text }) => line(role, text)),
      ...(article.attachments.length === 0 ? [] : [line("text", "")]),
      ...article.attachments.map(({ filename, size }) => line("fact", `+ ${safeLine(filename)}  ${sizeOf(size)}`)),
      { ...line("gap", "") },
    ];
  });
}

const labels: Readonly<Record<Kind, string>> = {
  customer: "customer",
  agent: "agent",
  internal: "INTERNAL NOTE",
  system: "system",
};

function kindOf({ sender, visibleForCustomer }: ArticleView): Kind {
  if (sender === "agent" && !visibleForCustomer) return "internal";
  return sender;
}

/** What was sent says nothing; what was not says why. */
function deliveryLines({ delivery }: ArticleView, now: Date): readonly { role: "fact" | "alarm"; text: string }[] {
  if (delivery === null) return [];
  const { state, attempts, message, due } = delivery;
  const why = message === null ? "" : `: ${safeLine(message)}`;
  const when = due === null ? "" : ` ${whenOf(due, now)}`;
  switch (state) {
    case "sent":
      return [];
    case "recalled":
      return [{ role: "alarm", text: "Recalled before it was sent" }];
    case "failed":
      return [{ role: "alarm", text: `NOT SENT${why}` }];
    case "queued":
      if (message !== null) {
        const next = when === "" ? "" : `, the next${when}`;
        return [{ role: "alarm", text: `Not sent yet, ${attempts} tries${next}${why}` }];
      }
      return [{ role: "fact", text: when === "" ? "Being sent" : `Held back until${when}` }];
  }
}

/** Whether the sender is who From says, where somebody looked. */
function originLine({ authentication }: ArticleView): readonly string[] {
  if (authentication === null) return [];
  const { spf, dkim, dmarc, arc, aligned, domain } = authentication;
  const who = aligned ? `proven to be from ${domain ?? "its sender"}` : "not proven";
  return [
    `Sender ${safeLine(who)} · SPF ${spf} · DKIM ${dkim} · DMARC ${dmarc}${arc === "none" ? "" : ` · ARC ${arc}`}`,
  ];
}

/** Without `Re:`, `[Ticket#…]` and the like: what differs is worth a line. */
function withoutPrefixes(subject: string): string {
  return safeLine(subject)
    .replace(/^(?:\s*(?:\p{L}{2,3}\s*:|\[[^\]]*#[^\]]*\]))+/u, "")
    .trim();
}
