/** Undo and repeat of what was done last. */
import { text } from "../messages.ts";
import type { Handler, ScreenGround } from "./ground.ts";
import type { Standing } from "./standing.ts";

export function again({ done, notices }: ScreenGround, { onTargets }: Standing) {
  return {
    undo: async () => {
      const undoable = done.current.findLast((one) => one.undo !== undefined);
      if (undoable?.undo === undefined) throw new Error(text("wrong.nothingToUndo"));
      done.current = done.current.filter((one) => one !== undoable);
      await undoable.undo();
      notices.say(`${text("say.undone")}: ${undoable.what}`);
    },
    repeat: async () => {
      const repeatable = done.current.findLast((one) => one.again !== undefined);
      if (repeatable?.again === undefined) throw new Error(text("wrong.nothingToRepeat"));
      await onTargets(repeatable.again);
    },
  } as const satisfies Readonly<Record<string, Handler>>;
}
