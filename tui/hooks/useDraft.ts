/** A reply or note being written: its fields, which of them has the cursor, and the files that go with it. */

import { useState } from "react";
import { harmless } from "../../src/harmless.ts";
import { type Draft, fieldsOf, type HeaderField, hasRare, rareField, type Terms, typeable } from "../draft.ts";
import type { Kept } from "../draftStore.ts";
import type { Enclosure } from "../files.ts";
import { insert, textOf, vertically, type Writing, writingOf } from "../text/buffer.ts";
import { type Edit, edited, lineOf } from "./useWriting.ts";

export type Field = HeaderField | "body";

export interface DraftState {
  readonly field: Field;
  readonly headers: Readonly<Record<HeaderField, Writing>>;
  readonly body: Writing;
  readonly enclosures: readonly Enclosure[];
  readonly terms: Terms;
  /** Whether there is a line for what is seldom needed: Bcc of a mail, a subject of a note's own. */
  readonly rareShown: boolean;
}

export interface DraftUse {
  readonly state: DraftState;
  readonly draft: Draft;
  readonly type: (text: string) => void;
  readonly edit: (edit: Edit) => void;
  /** So many rows of the screen, in the body; in a header, to the neighbouring field. */
  readonly moveRows: (steps: number, width: number) => void;
  readonly moveField: (step: number) => void;
  /** To what is seldom needed, which is shown from then on. */
  readonly toRare: () => void;
  readonly enclose: (enclosure: Enclosure) => void;
  readonly dropEnclosure: () => void;
  readonly agree: (terms: Terms) => void;
  /** Into the text, where its cursor is, with what goes along. */
  readonly insertText: (text: string, enclosures: readonly Enclosure[]) => void;
  readonly setHeader: (field: HeaderField, text: string, column: number) => void;
  readonly replace: (draft: Draft) => void;
}

export function useDraft(start: Draft, kept?: Kept): DraftUse {
  const [state, setState] = useState(() => stateOf({ ...start, ...kept }));
  const change = (how: (writing: Writing) => Writing): void =>
    setState((old) =>
      old.field === "body"
        ? { ...old, body: how(old.body) }
        : { ...old, headers: { ...old.headers, [old.field]: how(old.headers[old.field]) } },
    );
  const moveField = (step: number): void =>
    setState((old) => {
      const fields: readonly Field[] = [...fieldsOf(start.kind, old.rareShown), "body"];
      const index = fields.indexOf(old.field) + step;
      return { ...old, field: fields[(index + fields.length) % fields.length] ?? "body" };
    });
  return {
    state,
    draft: draftOf(start, state),
    type: (text) =>
      change((old) => insert(old, state.field === "body" ? typeable(text) : harmless(text.replace(/\s+/g, " ")))),
    edit: (edit) => change((old) => edited(old, edit)),
    moveRows: (steps, width) => {
      if (state.field !== "body") moveField(Math.sign(steps));
      else if (steps < 0 && state.body.row === 0 && vertically(state.body, -1, width).column === state.body.column)
        moveField(steps === -1 ? -1 : 0);
      else change((old) => vertically(old, steps, width));
    },
    moveField,
    toRare: () => setState((old) => ({ ...old, rareShown: true, field: rareField(start.kind) ?? old.field })),
    enclose: (enclosure) => setState((old) => ({ ...old, enclosures: [...old.enclosures, enclosure] })),
    dropEnclosure: () => setState((old) => ({ ...old, enclosures: old.enclosures.slice(0, -1) })),
    agree: (terms) => setState((old) => ({ ...old, terms: { ...old.terms, ...terms } })),
    insertText: (text, enclosures) =>
      setState((old) => ({
        ...old,
        field: "body",
        body: insert(old.body, text),
        enclosures: [...old.enclosures, ...enclosures],
      })),
    setHeader: (field, text, column) =>
      setState((old) => ({ ...old, headers: { ...old.headers, [field]: { ...lineOf(text), column } } })),
    replace: (draft) => setState((old) => ({ ...stateOf(draft), enclosures: old.enclosures, terms: old.terms })),
  };
}

function stateOf({ kind, headers, body, enclosures, ...draft }: Draft): DraftState {
  const { timeUnits, sendAt, nextState, pendingUntil, visibleForCustomer, separately } = draft;
  return {
    field: headers.to === "" && fieldsOf(kind, false).includes("to") ? "to" : "body",
    headers: mapped(headers, lineOf),
    body: kind === "forward" ? writingOf(body) : atAnswer(writingOf(body)),
    enclosures,
    terms: { timeUnits, sendAt, nextState, pendingUntil, visibleForCustomer, separately },
    rareShown: hasRare({ kind, headers }),
  };
}

function mapped<From, To>(
  { to, cc, bcc, subject }: Readonly<Record<HeaderField, From>>,
  how: (one: From) => To,
): Readonly<Record<HeaderField, To>> {
  return { to: how(to), cc: how(cc), bcc: how(bcc), subject: how(subject) };
}

/** Below the quote, where the answer goes; the top where nothing is quoted. What is forwarded is not answered. */
function atAnswer(body: Writing): Writing {
  const quote = body.lines.findLastIndex((line) => line.startsWith(">"));
  const row = quote < 0 ? 0 : Math.min(quote + 2, body.lines.length - 1);
  return { ...body, row, column: 0 };
}

function draftOf(start: Draft, { headers, body, enclosures, terms }: DraftState): Draft {
  return {
    ...start,
    ...terms,
    headers: mapped(headers, textOf),
    body: textOf(body),
    enclosures,
  };
}
