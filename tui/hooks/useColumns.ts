/** Which columns the list has: chosen by the agent and remembered; undefined leaves it to the width. */

import { useState } from "react";
import type { Question } from "../ground.ts";
import type { Memory } from "../memory.ts";
import { type MessageKey, text } from "../messages.ts";
import { type ColumnName, columnNames, defaultColumns } from "../screens/columns.ts";
import { onMark } from "../text/marks.ts";

export function useColumns(memory: Memory, ask: (question: Question) => void) {
  const [chosen, setChosen] = useState<readonly ColumnName[] | undefined>(() => known(memory.known.columns));
  const asking = (current: readonly ColumnName[] | undefined): void => {
    const shown = current ?? defaultColumns(200, true, true);
    ask({
      kind: "choice",
      title: text("ask.columns"),
      items: [
        { value: "", label: text("columns.automatic") },
        ...columnNames
          .filter((name) => name !== "title")
          .map((name) => ({
            value: name,
            label: `${onMark(shown.includes(name))}${text(`column.${name}` satisfies MessageKey)}`,
          })),
      ],
      chosen: (value) => {
        const name = columnNames.find((column) => column === value);
        const next =
          name === undefined
            ? undefined
            : shown.includes(name)
              ? shown.filter((one) => one !== name)
              : [...shown, name];
        setChosen(next);
        memory.remember({ columns: next });
        // Several are changed in a row; Esc ends it.
        if (next !== undefined) asking(next);
      },
    });
  };
  return { chosen, ask: () => asking(chosen) };
}

function known(names: readonly string[] | undefined): readonly ColumnName[] | undefined {
  if (!Array.isArray(names)) return undefined;
  return columnNames.filter((name) => names.includes(name));
}
