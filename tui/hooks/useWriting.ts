/** A text that is being typed: the editing commands of the key table on text/buffer.ts. */
import { useState } from "react";
import {
  atEnd,
  atStart,
  eraseAfter,
  eraseBefore,
  eraseLineEnd,
  eraseLineStart,
  eraseWord,
  left,
  right,
  type Writing,
} from "../text/buffer.ts";

const edits = {
  left,
  right,
  lineStart: atStart,
  lineEnd: atEnd,
  erase: eraseBefore,
  eraseAfter,
  eraseWord,
  eraseStart: eraseLineStart,
  eraseEnd: eraseLineEnd,
} as const satisfies Record<string, (writing: Writing) => Writing>;

export type Edit = keyof typeof edits;

export function isEdit(command: string): command is Edit {
  return Object.hasOwn(edits, command);
}

export function edited(writing: Writing, edit: Edit): Writing {
  return edits[edit](writing);
}

/** A single line with the cursor at its end. */
export function useLine(start: string): readonly [Writing, (change: (old: Writing) => Writing) => void] {
  return useState<Writing>(() => lineOf(start));
}

export function lineOf(text: string): Writing {
  return atEnd({ lines: [text], row: 0, column: 0 });
}
