/** Sends a draft: says how much has left, and asks first where others have written meanwhile. */
import { useState } from "react";
import type { ArticleView } from "../../src/api/ticket.ts";
import type { Clock } from "../../src/clock.ts";
import type { Draft } from "../draft.ts";
import { stillLater } from "../later.ts";
import { text } from "../messages.ts";
import { type Send, Unread } from "../sending.ts";
import { type Left, whileTold } from "../uploading.ts";
import type { Notices } from "./useNotice.ts";

export interface DraftSending {
  readonly send: (close: boolean) => Promise<void>;
  /** What asks whether to pass over what others have written. */
  readonly question: string;
  readonly sendAnyway: () => Promise<void>;
}

/** @param unread others have written: what, if there is something to read */
export function useDraftSending(
  ground: { readonly send: Send; readonly notices: Notices; readonly clock: Clock },
  draft: Draft,
  unread: (articles: readonly ArticleView[]) => void,
): DraftSending {
  const { notices, clock } = ground;
  const [overtaken, setOvertaken] = useState({ question: "", close: false });
  const send = async (close: boolean, anyway: boolean): Promise<void> => {
    notices.progress(text("say.sending"));
    try {
      await whileTold(tellShare(notices), () => ground.send(stillLater(draft, clock.now()), close, anyway));
    } catch (error) {
      if (!(error instanceof Unread)) throw error;
      notices.clear();
      setOvertaken({ question: error.message, close });
      unread(error.articles);
    }
  };
  return {
    send: (close) => send(close, false),
    question: overtaken.question,
    sendAnyway: () => send(overtaken.close, true),
  };
}

/** Each percent once. */
function tellShare(notices: Notices): Left {
  let told = -1;
  return (share) => {
    const percent = Math.floor(share * 100);
    if (percent === told) return;
    told = percent;
    notices.progress(share < 1 ? text("say.sendingShare", { percent }) : text("say.sentWhole"));
  };
}
