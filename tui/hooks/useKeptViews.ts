/** The views that the agent keeps, remembered from one start to the next. */
import { useState } from "react";
import { keptViews } from "../keptViews.ts";
import type { Memory } from "../memory.ts";
import type { KeptView } from "../views.ts";

export interface KeptViews {
  readonly all: readonly KeptView[];
  readonly put: (views: readonly KeptView[]) => void;
}

export function useKeptViews(memory: Memory): KeptViews {
  const [all, setAll] = useState(() => keptViews(memory.known.views));
  return {
    all,
    put: (views) => {
      memory.remember({ views });
      setAll(views);
    },
  };
}
