/** The head of what is being written: kind, recipients, subject, attachments. Draws only. */

import { ticketsInWords } from "../bulk.ts";
import { fieldPieces } from "../components/Field.tsx";
import { Line } from "../components/Line.tsx";
import { type Draft, type DraftKind, fieldsOf, filesOf, type HeaderField, isMail, isNote, isShown } from "../draft.ts";
import type { Composing } from "../ground.ts";
import type { DraftState } from "../hooks/useDraft.ts";
import { type MessageKey, text } from "../messages.ts";
import { nextStateWords } from "../nextState.ts";
import { textOf } from "../text/buffer.ts";
import { safeLine, shownFilename, widthOf } from "../text/safe.ts";
import { sizeOf, whenOf } from "../text/times.ts";
import { addressesOf, nobodyText } from "../text/warnings.ts";
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
  { enclosures, rareShown }: DraftState,
  { kind, articleFiles }: Pick<Draft, "kind" | "articleFiles">,
  failing: readonly string[],
): number {
  const fields = fieldsOf(kind, rareShown).length;
  return (
    2 +
    fields +
    (hasSender(kind) ? 1 : 0) +
    (filesOf({ articleFiles, enclosures }).length === 0 ? 0 : 1) +
    (failing.length === 0 ? 0 : 1)
  );
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
  const { kind } = draft;
  const mail = isMail(kind);
  const shown = isShown({ kind, ...state.terms });
  const side: Meaning = mail ? "title" : shown ? "customer" : "internal";
  const title = kind === "note" && shown ? "compose.noteSeen" : titles[kind];
  const fields = fieldsOf(draft.kind, state.rareShown);
  const files = filesOf({ articleFiles: draft.articleFiles, enclosures: state.enclosures });
  const nameOf = (field: HeaderField): MessageKey =>
    field === "to" && !isMail(draft.kind) ? "compose.customer" : labels[field];
  const aside = overtaken
    ? ` ${text("compose.overtaken")} `
    : mail
      ? ""
      : ` ${text(shown ? "compose.seen" : "compose.unseen")} `;
  // What a call does anyway is no alarm.
  const alarming = overtaken || (shown && isNote(kind));
  const label = (words: string) => ({ text: ` ${words}`, cells: labelCells, meaning: "faint", label: true }) as const;
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
          { text: aside, cells: aside.length, meaning: alarming ? "alarm" : side, bold: alarming },
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
      {files.length > 0 && (
        <Line
          width={width}
          pieces={[
            label(text("compose.attached")),
            {
              text: files.map(({ filename, size }) => `${shownFilename(filename)} (${sizeOf(size)})`).join(", "),
            },
          ]}
        />
      )}
      {failing.length > 0 && (
        <Line width={width} pieces={[{ text: ` ! ${failing.join(" ")}`, meaning: "alarm", bold: true }]} />
      )}
      <Line
        width={width}
        pieces={[{ text: rule(underHead(draft.kind, state, now), width), meaning: mail ? "faint" : side }]}
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
  const next = nextStateWords(state.terms, now).map((words) => text("compose.nextState", { state: words }));
  return [...(isMail(kind) ? [receivers(state, now)] : []), ...next, ...spent].join(" · ");
}

/** Who will receive it, and when if not at once, spelled out before it leaves. */
function receivers({ headers, terms: { sendAt, separately } }: DraftState, now: Date): string {
  const seen = addressesOf({ to: textOf(headers.to), cc: textOf(headers.cc) });
  if (seen.length === 0) return nobodyText({ to: textOf(headers.to), cc: textOf(headers.cc) });
  const hidden = addressesOf({ bcc: textOf(headers.bcc) });
  const names = safeLine(seen.join(", "));
  const all =
    hidden.length === 0 ? names : text("compose.receivesHidden", { who: names, hidden: safeLine(hidden.join(", ")) });
  const who = separately === true ? text("compose.receivesEach", { who: all }) : all;
  return sendAt === undefined
    ? text("compose.receives", { who })
    : text("compose.receivesLater", { who, when: whenOf(sendAt, now) });
}

function rule(words: string, width: number): string {
  const start = words === "" ? "" : `── ${words} `;
  return `${start}${"─".repeat(Math.max(0, width - widthOf(start)))}`;
}
