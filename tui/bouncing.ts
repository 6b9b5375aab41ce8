/** Sends a mail on as it came, and tells its sender, or does not. */
import type { Ground, Some } from "./ground.ts";
import { text } from "./messages.ts";
import { neverUndone } from "./oneByOne.ts";

type Needs = Pick<Ground, "client" | "notices" | "ask" | "edit" | "again" | "remember">;

export function bouncing({ client, notices, ask, edit, again, remember }: Needs) {
  /** @param inform what its sender is told; undefined for nothing */
  const send = async (id: number, articleId: number | undefined, to: string, inform?: string): Promise<void> => {
    await client.bounce(id, {
      to,
      ...(articleId === undefined ? {} : { articleId }),
      ...(inform === undefined ? {} : { inform }),
    });
    const what = text(inform === undefined ? "say.bounced" : "say.bouncedTold", { to });
    remember({ what, undo: neverUndone(what) });
    notices.say(what);
    again();
  };
  return {
    /** It cannot be written again: asks. */
    bounce: ({ id, number }: Some, articleId: number | undefined): void =>
      ask({
        kind: "prompt",
        label: text("ask.bounce"),
        start: "",
        done: (to) => {
          const usual = text("bounce.inform", { number, to });
          ask({
            kind: "choice",
            title: text("ask.bounceTo", { to }),
            items: [
              { value: "no", label: text("foot.no") },
              { value: "yes", label: text("ask.bounceSilent") },
              { value: "tell", label: text("ask.bounceTell") },
              { value: "write", label: text("ask.bounceWrite") },
            ],
            preview: async (value) => (value === "tell" || value === "write" ? usual : ""),
            chosen: async (value) => {
              if (value === "yes") await send(id, articleId, to);
              if (value === "tell") await send(id, articleId, to, usual);
              if (value === "write") await send(id, articleId, to, await edit(usual));
            },
          });
        },
      }),
  };
}
