/** A ticket's thread as lines of the screen. Pure: the same ticket and width give the same lines. */
import type { MarkedWords } from "../../src/api/search.ts";
import type { ArticleView, TicketDetail } from "../../src/api/ticket.ts";
import { type MessageKey, text } from "../messages.ts";
import { withColon } from "../text/colon.ts";
import { holdWords } from "../text/holdWords.ts";
import { asWords } from "../text/linear.ts";
import { flagged, freshMark } from "../text/marks.ts";
import { safeLine, shownFilename } from "../text/safe.ts";
import { ageOf, sizeOf, whenOf } from "../text/times.ts";
import { flagWords, wordsOf } from "../text/values.ts";
import { wrap } from "../text/wrap.ts";
import { isLinear, type Meaning } from "../theme.ts";
import { bodyLines } from "./bodyLines.ts";

export interface ThreadLine {
  /** Index of the article. */
  readonly article: number;
  readonly kind: Kind;
  readonly role: "head" | "fact" | "alarm" | "text" | "quote" | "fold" | "gap";
  readonly text: string;
  /** On the right edge of a head: what it is, and when it was written. */
  readonly label?: string;
  readonly created?: string;
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
  fresh: ReadonlySet<number>,
  { unfolded = false, marked = [] }: { readonly unfolded?: boolean; readonly marked?: readonly MarkedWords[] } = {},
): readonly ThreadLine[] {
  return ticket.articles.flatMap((article, index): readonly ThreadLine[] => {
    const kind = kindOf(article);
    const line = (role: ThreadLine["role"], words: string): ThreadLine => ({ article: index, kind, role, text: words });
    const lines = (role: ThreadLine["role"], words: string): readonly ThreadLine[] =>
      uncut(words, width).map((part) => line(role, part));
    const subject = withoutPrefixes(article.subject);
    return [
      {
        ...line("head", `${fresh.has(article.id) ? freshMark() : ""}${safeLine(article.from)}`),
        label: labelOf(kind, article),
        created: article.created,
      },
      ...(kind === "internal" && article.channel !== "Email"
        ? []
        : lines("fact", `${text("thread.to")} ${safeLine(article.to)}`)),
      ...(article.cc === "" ? [] : lines("fact", `${text("thread.cc")} ${safeLine(article.cc)}`)),
      ...(article.bcc === "" ? [] : lines("fact", `${text("thread.bcc")} ${safeLine(article.bcc)}`)),
      ...(subject === withoutPrefixes(ticket.title) || (kind === "internal" && subject === "Note")
        ? []
        : lines("fact", `${text("thread.subject")} ${safeLine(article.subject)}`)),
      ...(Object.keys(article.flags ?? {}).length === 0
        ? []
        : lines("fact", flagged(safeLine(flagWords(article.flags ?? {}))))),
      ...heldLine(article).flatMap((told) => lines("fact", told)),
      ...(article.sender === "customer" && !article.visibleForCustomer ? [line("fact", text("compose.unseen"))] : []),
      ...deliveryLines(article).flatMap((told) => lines(told.role, told.text)),
      ...article.warnings.flatMap(({ message }) => lines("alarm", `! ${safeLine(message)}`)),
      ...originLine(article).flatMap((told) => lines("fact", told)),
      line("text", ""),
      ...bodyLines(article, Math.min(width - 3, widest), unfolded, marked).map((part) => line(part.role, part.text)),
      ...(article.attachments.length === 0 ? [] : [line("text", "")]),
      ...article.attachments.flatMap(({ filename, size }) =>
        lines("fact", attached(`${shownFilename(filename)}  ${sizeOf(size)}`)),
      ),
      { ...line("gap", "") },
    ];
  });
}

/** What is heard is not cut: it goes on in the next line, so that as many lines fit as there are rows. */
function uncut(words: string, width: number): readonly string[] {
  return isLinear() ? wrap(asWords(words), Math.min(width - 3, widest)) : [words];
}

function attached(file: string): string {
  return isLinear() ? withColon(text("compose.attached"), file) : `+ ${file}`;
}

/** Who wrote it and when; made when it is drawn, since it ages. */
export function asideOf({ label = "", created = "" }: ThreadLine, now: Date): string {
  return `${label} · ${whenOf(created, now)} · ${ageOf(created, now)}`;
}

const labels: ReadonlyMap<string, MessageKey> = new Map([
  ["customer", "kind.customer"],
  ["agent", "kind.agent"],
  ["system", "kind.system"],
]);

/** What was mailed to somebody else, or called about, is no note. A kind of sender that came later is called as it is. */
function labelOf(kind: Kind, { sender, channel }: ArticleView): string {
  const key = kind === "internal" ? internalLabel(channel) : labels.get(sender);
  return key === undefined ? safeLine(sender) : text(key);
}

function internalLabel(channel: string): MessageKey {
  return channel === "Email" ? "kind.internalMail" : channel === "Phone" ? "kind.internalCall" : "kind.internal";
}

function kindOf({ sender, visibleForCustomer }: ArticleView): Kind {
  if (sender === "agent") return visibleForCustomer ? "agent" : "internal";
  return sender === "customer" ? "customer" : "system";
}

/** What its dynamic fields hold. */
function heldLine({ dynamicFields = {} }: ArticleView): readonly string[] {
  const held = Object.entries(dynamicFields).map(([name, value]) => `${name} ${wordsOf(value)}`);
  return held.length === 0 ? [] : [safeLine(held.join(" · "))];
}

/** What was sent says nothing; what was not says why. */
function deliveryLines({ delivery }: ArticleView): readonly { role: "fact" | "alarm"; text: string }[] {
  if (delivery === null) return [];
  const { state, attempts, message, due, hold } = delivery;
  const because = (words: string): string => (message === null ? words : withColon(words, safeLine(message)));
  const when = due === null ? "" : ` ${whenOf(due, new Date(due))}`;
  switch (state) {
    case "sent":
      return [];
    case "recalled":
      return [{ role: "alarm", text: text("thread.recalled") }];
    case "failed":
      return [{ role: "alarm", text: because(text("thread.notSent")) }];
    case "queued":
      if (hold !== null) {
        return [
          { role: "alarm", text: because(text("thread.onHold", { hold: holdWords(hold, new Date(hold.since)) })) },
        ];
      }
      if (message !== null) {
        const next = when === "" ? "" : `, ${text("thread.nextTry")}${when}`;
        return [{ role: "alarm", text: because(`${text("thread.tried", { attempts })}${next}`) }];
      }
      return [{ role: "fact", text: when === "" ? text("thread.beingSent") : `${text("thread.heldUntil")}${when}` }];
    default:
      return [{ role: "fact", text: because(`${safeLine(state)}${when}`) }];
  }
}

/** Whether the sender is who From says, where somebody looked. */
function originLine({ authentication }: ArticleView): readonly string[] {
  if (authentication === null) return [];
  const { spf, dkim, dmarc, arc, aligned, domain } = authentication;
  const who = aligned ? text("thread.proven", { domain: domain ?? "?" }) : text("thread.notProven");
  return [`${safeLine(who)} · SPF ${spf} · DKIM ${dkim} · DMARC ${dmarc}${arc === "none" ? "" : ` · ARC ${arc}`}`];
}

/** Without `Re:`, `[Ticket#…]` and the like: what differs is worth a line. */
function withoutPrefixes(subject: string): string {
  return safeLine(subject)
    .replace(/^(?:\s*(?:\p{L}{2,3}\s*:|\[[^\]]*#[^\]]*\]))+/u, "")
    .trim();
}
