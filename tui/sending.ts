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
  const takeBack = async (articleId: number): Promise<void> => {
    await client.recall(articleId);
    again();
  };
  return async (draft, close) => {
    if (composing === undefined) return;
    const { id, number } = composing.ticket;
    const state = close ? { state: (await closedState(client)).name } : {};
    if (draft.kind === "note") await client.note(id, { body: draft.body, attachments: filesOf(draft), ...state });
    else if (draft.kind === "forward") {
      const { articleId } = await client.forward(id, { ...mailOf(draft), ...state });
      remember({ what: `${number}: ${text("say.forwarded")}`, undo: () => takeBack(articleId) });
    } else {
      const { articleId } = await client.reply(id, { ...mailOf(draft), ...state });
      remember({ what: `${number}: ${text("say.replied")}`, undo: () => takeBack(articleId) });
    }
    sent(id, draft.kind === "reply" || close);
    const what = text(said[draft.kind]);
    notices.say(`${number}: ${what}${close ? `, ${text("say.closed")}` : ""}`);
    again();
  };
}

const said = { note: "say.noted", reply: "say.replied", forward: "say.forwarded" } as const;

function mailOf(draft: Draft) {
  const { headers, articleId, body } = draft;
  return { ...headers, ...(articleId === 0 ? {} : { articleId }), body, attachments: filesOf(draft) };
}

function filesOf({ enclosures }: Draft) {
  return enclosures.map(({ filename, contentType, content }) => ({
    filename,
    contentType,
    contentBase64: content.toString("base64"),
  }));
}
