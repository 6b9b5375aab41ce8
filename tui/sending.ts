/** Sends what was written, and says so; a reply that is still held back can be taken back with undo. */
import { closedState } from "./actions.ts";
import type { Client } from "./client/client.ts";
import type { Draft } from "./draft.ts";
import type { Composing, Done } from "./ground.ts";
import type { Notices } from "./hooks/useNotice.ts";
import { text } from "./messages.ts";

export function sender(ground: {
  readonly client: Client;
  readonly notices: Notices;
  readonly composing: Composing | undefined;
  readonly remember: (done: Done) => void;
  /** It was sent: the composer goes, the cursor goes on. */
  readonly sent: (id: number, goOn: boolean) => void;
  readonly again: () => void;
}): (draft: Draft, close: boolean) => Promise<void> {
  const { client, notices, composing, remember, sent, again } = ground;
  return async (draft, close) => {
    if (composing === undefined) return;
    const { id, number } = composing.ticket;
    const state = close ? { state: (await closedState(client)).name } : {};
    if (draft.kind === "note") await client.note(id, { body: draft.body, ...state });
    else {
      const { articleId } = await client.reply(id, {
        ...draft.headers,
        ...(draft.articleId === 0 ? {} : { articleId: draft.articleId }),
        body: draft.body,
        attachments: draft.enclosures.map(({ filename, contentType, content }) => ({
          filename,
          contentType,
          contentBase64: content.toString("base64"),
        })),
        ...state,
      });
      remember({
        what: `${number}: ${text("say.replied")}`,
        undo: async () => {
          await client.recall(articleId);
          again();
        },
      });
    }
    sent(id, draft.kind === "reply" || close);
    const what = text(draft.kind === "note" ? "say.noted" : "say.replied");
    notices.say(`${number}: ${what}${close ? `, ${text("say.closed")}` : ""}`);
    again();
  };
}
