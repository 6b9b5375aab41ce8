/** What the keys of the composer do to what is written, and what they ask. */
import { useEffect, useRef } from "react";
import type { FilledTemplate } from "../../src/api/templates.ts";
import { editorText, enclosuresOf, fromEditorText, isMail, isShown, rareField, sameText, typeable } from "../draft.ts";
import type { ChoiceQuestion, Composing } from "../ground.ts";
import { useKeys } from "../keys/Keyboard.tsx";
import { type Command, keysOf } from "../keys/keys.ts";
import { text } from "../messages.ts";
import type { NextStates } from "../nextState.ts";
import type { Asked } from "../screens/ComposerFoot.tsx";
import type { Over } from "../screens/ComposerOver.tsx";
import type { DraftUse } from "./useDraft.ts";
import type { Notices } from "./useNotice.ts";
import { isEdit } from "./useWriting.ts";

export function useComposerKeys(ground: {
  readonly composing: Composing;
  readonly use: DraftUse;
  readonly notices: Notices;
  readonly height: number;
  readonly width: number;
  /** What is asked about before it is sent. */
  readonly warnings: readonly string[];
  /** @returns true when the command was meant for the recipients that are offered */
  readonly offered: (command: Command<"composer">) => boolean;
  readonly edit: (text: string) => Promise<string>;
  readonly templates: (insert: (template: FilledTemplate) => void) => Promise<ChoiceQuestion>;
  readonly nextStates: NextStates;
  readonly send: (close: boolean) => Promise<void>;
  readonly ask: (asked: Asked) => void;
  readonly show: (over: Over) => void;
  readonly leave: () => void;
}): void {
  const { composing, use, notices, height, width, ask, show } = ground;
  const { state, draft } = use;
  const bodyWidth = width - 2;
  const inEditor = async (): Promise<void> => {
    const before = editorText(draft);
    const after = await ground.edit(before);
    if (after !== before) use.replace(fromEditorText(draft, after));
  };
  const run = (command: Command<"composer">): void | Promise<void> => {
    if (isEdit(command)) return use.edit(command);
    if (ground.offered(command)) return;
    switch (command) {
      case "send":
        return ground.warnings.length > 0 ? ask("warned") : ground.send(false);
      case "sendAndClose":
        // Whoever comes out of an editor that is left by ^X may press it once too often.
        return ask("close");
      case "editor":
        return inEditor();
      case "template":
        return ground
          .templates(({ text: words, attachments }) => use.insertText(typeable(words), enclosuresOf(attachments)))
          .then((question) => show({ kind: "choice", question }));
      case "attach":
        return ask("attach");
      case "timeSpent":
        return ask("time");
      case "showNote":
        if (isMail(draft.kind)) throw new Error(text("wrong.notShown"));
        return use.agree({ visibleForCustomer: !isShown(draft) });
      case "blindCopy":
        if (!isMail(draft.kind)) throw new Error(text("wrong.noBlindCopy"));
        return use.toRare();
      case "ownSubject":
        if (rareField(draft.kind) !== "subject") throw new Error(text("wrong.subjectThere"));
        return use.toRare();
      case "separately":
        if (draft.kind !== "reply") throw new Error(text("wrong.notSeparately"));
        return use.agree({ separately: draft.separately === true ? undefined : true });
      case "sendLater":
        if (!isMail(draft.kind)) throw new Error(text("wrong.noMailToSendLater"));
        return ask("later");
      case "nextState":
        return ground
          .nextStates((nextState, pending) => {
            if (pending) ask({ until: nextState ?? "" });
            else use.agree({ nextState, pendingUntil: undefined });
          })
          .then((question) => show({ kind: "choice", question }));
      case "detach":
        return use.dropEnclosure();
      case "nextField":
        return use.moveField(1);
      case "previousField":
        return use.moveField(-1);
      case "newLine":
        return state.field === "body" ? use.type("\n") : use.moveField(1);
      case "down":
        return use.moveRows(1, bodyWidth);
      case "up":
        return use.moveRows(-1, bodyWidth);
      case "pageDown":
        return use.moveRows(height - 8, bodyWidth);
      case "pageUp":
        return use.moveRows(8 - height, bodyWidth);
      case "help":
        return show({ kind: "help" });
      case "cancel":
        return sameText(draft, composing.draft) ? ground.leave() : ask("throwAway");
    }
  };
  useKeys({
    layer: "composer",
    bindings: keysOf("composer"),
    run: (command) => {
      notices.clear();
      return Promise.resolve(command).then(run).catch(notices.tell);
    },
    type: use.type,
  });
  const started = useRef(false);
  useEffect(() => {
    if (!composing.inEditor || started.current) return;
    started.current = true;
    inEditor().catch(notices.tell);
  });
}
