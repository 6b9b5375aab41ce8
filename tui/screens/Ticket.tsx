/** One ticket with its thread, as lines that scroll. */
import { Box, Text } from "ink";
import type { ArticleView, TicketDetail } from "../../src/api/types.ts";
import { inCells, safeLine, wrap } from "../text/safe.ts";
import { colour } from "../theme.ts";

interface Line {
  readonly text: string;
  readonly kind: "customer" | "agent" | "system" | "faint" | "text";
}

/** The whole thread, newest last. */
export function linesOf(ticket: TicketDetail, width: number): readonly Line[] {
  return ticket.articles.flatMap((article) => articleLines(article, width));
}

function articleLines(article: ArticleView, width: number): readonly Line[] {
  const visible = article.visibleForCustomer ? "" : "  [internal]";
  const when = article.created.slice(0, 16).replace("T", " ");
  return [
    {
      kind: article.sender,
      text: `── ${article.sender} ${safeLine(article.from)}  ${when}${visible} ${"─".repeat(width)}`,
    },
    ...(article.to === "" ? [] : [{ kind: "faint" as const, text: `To: ${article.to}` }]),
    { kind: "faint", text: `Subject: ${article.subject}` },
    ...(article.delivery === null ? [] : [{ kind: "faint" as const, text: deliveryOf(article.delivery) }]),
    { kind: "text", text: "" },
    ...wrap(article.body.trimEnd(), width).map((text) => ({
      kind: text.startsWith(">") ? ("faint" as const) : ("text" as const),
      text,
    })),
    ...article.attachments.map(({ filename, size }) => ({
      kind: "faint" as const,
      text: `[${filename}, ${size} octets]`,
    })),
    { kind: "text", text: "" },
  ];
}

function deliveryOf({ state, attempts, message, due }: NonNullable<ArticleView["delivery"]>): string {
  switch (state) {
    case "sent":
      return "Sent";
    case "recalled":
      return "Recalled before it was sent";
    case "failed":
      return `NOT SENT: ${message ?? ""}`;
    case "queued": {
      const when = due === null ? "" : ` until ${due.slice(0, 16).replace("T", " ")} UTC`;
      if (message === null) return due === null ? "Waiting to be sent" : `Held back${when}`;
      return `Not sent yet, ${attempts} tries, next${when.replace(" until", "")}: ${message}`;
    }
  }
}

export function Ticket(props: {
  readonly ticket: TicketDetail;
  readonly lines: readonly Line[];
  readonly top: number;
  readonly height: number;
  readonly width: number;
}) {
  const { ticket, lines, top, height, width } = props;
  const room = Math.max(height - 2, 1);
  const facts = `${ticket.queue} · ${ticket.state} · ${ticket.priority} · owner ${ticket.owner} · ${ticket.lock} · ${ticket.customerUser ?? ""}`;
  return (
    <Box flexDirection="column" height={height}>
      <Text bold {...colour("title")}>
        {inCells(`${ticket.number}  ${ticket.title}`, width)}
      </Text>
      <Text {...colour("faint")}>{inCells(facts, width)}</Text>
      {lines.slice(top, top + room).map(({ kind, text }, index) => {
        // A line of the screen has no other identity than its place.
        const place = `${top + index}`;
        const meaning = kind === "system" ? "faint" : kind;
        return (
          <Text
            key={place}
            bold={kind === "customer" || kind === "agent"}
            {...(meaning === "text" ? {} : colour(meaning))}
          >
            {inCells(text, width)}
          </Text>
        );
      })}
    </Box>
  );
}
