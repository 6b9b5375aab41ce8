/** The head of what is being written: kind, recipients, subject, attachments. Draws only. */

import { fieldPieces } from "../components/Field.tsx";
import { Line } from "../components/Line.tsx";
import { type Draft, type HeaderField, headerFields } from "../draft.ts";
import type { Composing } from "../ground.ts";
import type { DraftState } from "../hooks/useDraft.ts";
import { type MessageKey, text } from "../messages.ts";
import { textOf } from "../text/buffer.ts";
import { safeLine, widthOf } from "../text/safe.ts";
import { sizeOf } from "../text/times.ts";
import { addressesOf } from "../text/warnings.ts";

const labels: Readonly<Record<HeaderField, MessageKey>> = {
  to: "thread.to",
  cc: "thread.cc",
  subject: "thread.subject",
};
const labelCells = 10;
const titles = { note: "compose.note", reply: "compose.reply", forward: "compose.forward" } as const;

/** How many lines it takes. */
export function headRows({ enclosures }: DraftState, kind: Draft["kind"], failing: readonly string[]): number {
  return (kind === "note" ? 2 : 6) + (enclosures.length === 0 ? 0 : 1) + (failing.length === 0 ? 0 : 1);
}

export function ComposerHead(props: {
  readonly composing: Composing;
  readonly state: DraftState;
  readonly overtaken: boolean;
  /** What there is to know of recipients that mail does not reach. */
  readonly failing: readonly string[];
  readonly width: number;
}) {
  const { composing, state, overtaken, failing, width } = props;
  const { ticket, draft } = composing;
  const note = draft.kind === "note";
  const aside = overtaken ? `${text("compose.overtaken")} ` : note ? `${text("compose.unseen")} ` : "";
  const label = (words: string) => ({ text: ` ${words}`, cells: labelCells, meaning: "faint" }) as const;
  return (
    <>
      <Line
        width={width}
        pieces={[
          {
            text: ` ${text(titles[draft.kind])} · ${ticket.number} ${ticket.title}`,
            cells: width - aside.length,
            meaning: note ? "internal" : "title",
            bold: true,
          },
          { text: aside, cells: aside.length, meaning: overtaken ? "alarm" : "internal", bold: overtaken },
        ]}
      />
      {!note && <Line width={width} pieces={[label(text("compose.from")), { text: draft.from, meaning: "faint" }]} />}
      {!note &&
        headerFields.map((field) => {
          const writing = state.headers[field];
          const column = state.field === field ? writing.column : undefined;
          return (
            <Line
              key={field}
              width={width}
              pieces={[label(text(labels[field])), ...fieldPieces(textOf(writing), column, width - labelCells)]}
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
                .map(({ filename, content }) => `${safeLine(filename)} (${sizeOf(content.length)})`)
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
        pieces={[{ text: rule(note ? "" : receivers(state), width), meaning: note ? "internal" : "faint" }]}
      />
    </>
  );
}

/** Who will receive it, spelled out before it leaves. */
function receivers({ headers }: DraftState): string {
  const who = addressesOf({ to: textOf(headers.to), cc: textOf(headers.cc) });
  return who.length === 0 ? text("compose.noRecipient") : text("compose.receives", { who: who.join(", ") });
}

function rule(words: string, width: number): string {
  const start = words === "" ? "" : `── ${words} `;
  return `${start}${"─".repeat(Math.max(0, width - widthOf(start)))}`;
}
