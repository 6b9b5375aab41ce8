/** Undo and repeat of what was done last. */
import { ClientError } from "../client/transport.ts";
import { text } from "../messages.ts";
import { withColon } from "../text/colon.ts";
import type { Handler, ScreenGround } from "./ground.ts";
import type { Standing } from "./standing.ts";

export function again({ done, notices, pages, tickets }: ScreenGround, { onTargets }: Standing) {
  return {
    undo: async () => {
      const undoable = done.current.findLast((one) => one.undo !== undefined);
      if (undoable?.undo === undefined) throw new Error(text("wrong.nothingToUndo"));
      done.current = done.current.filter((one) => one !== undoable);
      const undoing: Promise<unknown> = undoable.undo();
      const besides = await undoing.catch((error: unknown) => {
        // Nobody was there to do it; what was refused would be refused again, and lies in the way of what was done before.
        const unheard = error instanceof ClientError && !/^(?:refused|absent)$/.test(error.failure);
        if (unheard) done.current = [...done.current, undoable];
        throw error;
      });
      if (undoable.ticketId !== undefined) tickets.comeBack(undoable.ticketId);
      notices.say(
        withColon(
          text("say.undone"),
          `${undoable.what}${typeof besides === "string" && besides !== "" ? `. ${besides}` : ""}`,
        ),
      );
      await pages.renew();
    },
    repeat: async () => {
      const repeatable = done.current.findLast((one) => one.again !== undefined);
      if (repeatable?.again === undefined) throw new Error(text("wrong.nothingToRepeat"));
      await onTargets(repeatable.again);
    },
  } as const satisfies Readonly<Record<string, Handler>>;
}
