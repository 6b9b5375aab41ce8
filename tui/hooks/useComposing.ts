/** What is being written, if anything: begun, kept on disk as it is typed, sent, thrown away. */
import { useState } from "react";
import type { FilledTemplate } from "../../src/api/templates.ts";
import type { Client } from "../client/client.ts";
import type { Draft } from "../draft.ts";
import type { DraftStore, Lying } from "../draftStore.ts";
import type { ChoiceQuestion, Composing, Done, Ground } from "../ground.ts";
import { keyFor } from "../keys/keys.ts";
import { text } from "../messages.ts";
import { type Send, sender } from "../sending.ts";
import { templateQuestion, templatesOfTicket, templateTypes } from "../templates.ts";
import { messageOf, type Notices } from "./useNotice.ts";

export interface ComposingUse {
  readonly composing: Composing | undefined;
  readonly compose: (wanted: Composing) => void;
  readonly giveBack: Ground["giveBack"];
  readonly send: Send;
  readonly changed: (draft: Draft) => void;
  readonly templates: (insert: (template: FilledTemplate) => void) => Promise<ChoiceQuestion>;
  /** Throws away what was written. */
  readonly leave: () => void;
  /** What was written stays as a draft. */
  readonly setAside: () => void;
  /** Ids of tickets on which a draft lies. */
  readonly begun: ReadonlySet<number>;
  readonly dropDraft: (draft: Lying) => void;
}

export function useComposing(ground: {
  readonly client: Client;
  readonly drafts: DraftStore;
  readonly notices: Notices;
  readonly remember: (done: Done) => void;
  readonly doneWith: (ticket: { readonly id: number }) => void;
  readonly again: () => void;
}): ComposingUse {
  const { client, drafts, notices, remember, doneWith, again } = ground;
  const [composing, setComposing] = useState<Composing | undefined>();
  const [begun, setBegun] = useState(() => ticketsOf(drafts));
  const look = (): void => setBegun(ticketsOf(drafts));
  const drop = (): void => {
    if (composing !== undefined) drafts.drop(composing.ticket.id, composing.draft.kind);
    setComposing(undefined);
    look();
  };
  const giveBack: Ground["giveBack"] = (ticketId, draft) => {
    if (drafts.kept(ticketId, draft.kind) !== undefined) return text("say.textStays");
    try {
      drafts.keep(ticketId, draft);
    } catch (error) {
      return text("say.textOnTicket", { why: messageOf(error) });
    } finally {
      look();
    }
    return text(draft.kind === "forward" ? "say.textBackForward" : "say.textBackReply");
  };
  return {
    composing,
    giveBack,
    compose(wanted) {
      const kept = drafts.kept(wanted.ticket.id, wanted.draft.kind);
      if (kept === undefined) return setComposing(wanted);
      // What was written goes before a template.
      const { closing, articleFiles, filesInside, version = wanted.draft.version, articleId = 0 } = kept;
      const back = wanted.fromTemplate === true ? "say.draftBackTemplate" : "say.draftBack";
      notices.say(text(closing === true ? "say.draftBackClosing" : back));
      const begun = {
        ...(version === undefined ? {} : { version }),
        // It goes on answering what it was begun for.
        ...(articleId === 0 ? {} : { articleId }),
      };
      const draft = { ...wanted.draft, ...begun, articleFiles, closing, filesInside, enclosures: [] };
      setComposing({ ...wanted, draft, kept });
    },
    send: sender({
      client,
      notices,
      composing,
      giveBack,
      remember,
      sent(id, goOn) {
        drop();
        if (goOn) doneWith({ id });
      },
      again,
    }),
    changed(draft) {
      if (composing === undefined) return;
      try {
        drafts.keep(composing.ticket.id, draft);
      } catch (error) {
        notices.tell(new Error(text("wrong.draftNotKept", { why: messageOf(error) })));
      }
    },
    templates(insert) {
      if (composing === undefined) throw new Error(text("wrong.noTemplates"));
      const { ticket, draft, queue } = composing;
      const articleId = draft.articleId === 0 ? undefined : draft.articleId;
      const source =
        queue === undefined
          ? templatesOfTicket(client, ticket.id, { type: templateTypes[draft.kind], articleId })
          : {
              all: () => client.templates.ofQueue(queue),
              one: (name: string) => client.templates.filledForQueue(queue, name),
            };
      return templateQuestion(source, async (name) => insert(await source.one(name)));
    },
    leave: drop,
    setAside() {
      setComposing(undefined);
      look();
      notices.say(text("say.setAside", { key: keyFor("list", "goDrafts") }));
    },
    begun,
    dropDraft({ ticketId, kind }) {
      drafts.drop(ticketId, kind);
      look();
    },
  };
}

function ticketsOf(drafts: DraftStore): ReadonlySet<number> {
  return new Set(drafts.lying().map(({ ticketId }) => ticketId));
}
