/** The head of what is being written: kind, recipients, subject, attachments. Draws only. */

import { ticketsInWords } from "../bulk.ts";
import { fieldPieces } from "../components/Field.tsx";
import { Line } from "../components/Line.tsx";
import { type Draft, type DraftKind, fieldsOf, type HeaderField, isMail } from "../draft.ts";
import type { Composing } from "../ground.ts";
import type { DraftState } from "../hooks/useDraft.ts";
import { type MessageKey, text } from "../messages.ts";
import { textOf } from "../text/buffer.ts";
import { safeLine, shownFilename, widthOf } from "../text/safe.ts";
import { sizeOf, whenOf } from "../text/times.ts";
import { addressesOf } from "../text/warnings.ts";
import type { Meaning } from "../theme.ts";

const labels: Readonly<Record<HeaderField, MessageKey>> = {
  to: "thread.to",
  cc: "thread.cc",
  bcc: "thread.bcc",
  subject: "thread.subject",
};
const labelCells = 10;
const titles = {
  reply: "compose.reply",
  forward: "compose.forward",
  note: "compose.note",
  customerCalled: "compose.customerCalled",
  agentCalled: "compose.agentCalled",
  newMail: "compose.newMail",
  newPhone: "compose.newPhone",
  newNote: "compose.newNote",
} as const satisfies Readonly<Record<DraftKind, MessageKey>>;

/** How many lines it takes. */
export function headRows(
  { enclosures, bccShown }: DraftState,
  kind: Draft["kind"],
  failing: readonly string[],
): number {
  const fields = fieldsOf(kind, bccShown).length;
  return 2 + fields + (hasSender(kind) ? 1 : 0) + (enclosures.length === 0 ? 0 : 1) + (failing.length === 0 ? 0 : 1);
}

/** The queue of a new ticket says from which address it is sent. */
function hasSender(kind: Draft["kind"]): boolean {
  return isMail(kind) && kind !== "newMail";
}

export function ComposerHead(props: {
  readonly composing: Composing;
  readonly state: DraftState;
  readonly overtaken: boolean;
  /** What there is to know of recipients that mail does not reach. */
  readonly failing: readonly string[];
  readonly now: Date;
  readonly width: number;
}) {
  const { composing, state, overtaken, failing, now, width } = props;
  const { draft } = composing;
  const note = draft.kind === "note" || draft.kind === "newNote";
  const { visibleForCustomer = false } = state.terms;
  const side: Meaning = !note ? "title" : visibleForCustomer ? "customer" : "internal";
  const title = visibleForCustomer ? "compose.noteSeen" : titles[draft.kind];
  const fields = fieldsOf(draft.kind, state.bccShown);
  const nameOf = (field: HeaderField): MessageKey =>
    field === "to" && !isMail(draft.kind) ? "compose.customer" : labels[field];
  const aside = overtaken
    ? `${text("compose.overtaken")} `
    : note
      ? `${text(visibleForCustomer ? "compose.seen" : "compose.unseen")} `
      : "";
  const alarming = overtaken || visibleForCustomer;
  const label = (words: string) => ({ text: ` ${words}`, cells: labelCells, meaning: "faint" }) as const;
  return (
    <>
      <Line
        width={width}
        pieces={[
          {
            text: ` ${text(title)} · ${aboutOf(composing)}`,
            cells: width - aside.length,
            meaning: side,
            bold: true,
          },
          { text: aside, cells: aside.length, meaning: alarming ? "alarm" : "internal", bold: alarming },
        ]}
      />
      {hasSender(draft.kind) && (
        <Line width={width} pieces={[label(text("compose.from")), { text: safeLine(draft.from), meaning: "faint" }]} />
      )}
      {fields.map((field) => {
        const writing = state.headers[field];
        const column = state.field === field ? writing.column : undefined;
        return (
          <Line
            key={field}
            width={width}
            pieces={[label(text(nameOf(field))), ...fieldPieces(textOf(writing), column, width - labelCells)]}
          />
        );
      })}
      {state.enclosures.length > 0 && (
        <Line
          width={width}
          pieces={[
            label(text("compose.attached")),
            {
              text: state.enclosures
                .map(({ filename, content }) => `${shownFilename(filename)} (${sizeOf(content.length)})`)
                .join(", "),
            },
          ]}
        />
      )}
      {failing.length > 0 && (
        <Line width={width} pieces={[{ text: ` ! ${failing.join(" ")}`, meaning: "alarm", bold: true }]} />
      )}
      <Line
        width={width}
        pieces={[{ text: rule(underHead(draft.kind, state, now), width), meaning: note ? side : "faint" }]}
      />
    </>
  );
}

function aboutOf({ ticket, all }: Composing): string {
  return all === undefined ? [ticket.number, safeLine(ticket.title)].join(" ").trim() : ticketsInWords(all);
}

function underHead(kind: DraftKind, state: DraftState, now: Date): string {
  const { timeUnits } = state.terms;
  const spent = timeUnits === undefined ? [] : [text("compose.time", { units: timeUnits })];
  return [...(isMail(kind) ? [receivers(state, now)] : []), ...spent].join(" · ");
}

/** Who will receive it, and when if not at once, spelled out before it leaves. */
function receivers({ headers, terms: { sendAt } }: DraftState, now: Date): string {
  const seen = addressesOf({ to: textOf(headers.to), cc: textOf(headers.cc) });
  if (seen.length === 0) return text("compose.noRecipient");
  const hidden = addressesOf({ bcc: textOf(headers.bcc) });
  const names = safeLine(seen.join(", "));
  const who =
    hidden.length === 0 ? names : text("compose.receivesHidden", { who: names, hidden: safeLine(hidden.join(", ")) });
  return sendAt === undefined
    ? text("compose.receives", { who })
    : text("compose.receivesLater", { who, when: whenOf(sendAt, now) });
}

function rule(words: string, width: number): string {
  const start = words === "" ? "" : `── ${words} `;
  return `${start}${"─".repeat(Math.max(0, width - widthOf(start)))}`;
}
