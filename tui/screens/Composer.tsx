/** Writes a reply or a note: fields, text, attachments. What is written stays until it was sent or thrown away. */
import { Box } from "ink";
import { useEffect, useRef, useState } from "react";
import { Confirm } from "../components/Confirm.tsx";
import { Footer } from "../components/Footer.tsx";
import { Help } from "../components/Help.tsx";
import { Prompt } from "../components/Prompt.tsx";
import { type Draft, editorText, fromEditorText, sameText } from "../draft.ts";
import { readEnclosure } from "../files.ts";
import type { Composing } from "../ground.ts";
import { useDraft } from "../hooks/useDraft.ts";
import type { Notices } from "../hooks/useNotice.ts";
import { isEdit } from "../hooks/useWriting.ts";
import { useKeys } from "../keys/Keyboard.tsx";
import { type Command, keysOf } from "../keys/keys.ts";
import { text } from "../messages.ts";
import { warningsOf } from "../text/warnings.ts";
import { ComposerBody } from "./ComposerBody.tsx";
import { ComposerHead, headRows } from "./ComposerHead.tsx";

type Over = "nothing" | "confirm" | "close" | "warned" | "attach" | "help";

export function Composer(props: {
  readonly composing: Composing;
  /** The ticket was changed since the writing began. */
  readonly overtaken: boolean;
  readonly notices: Notices;
  readonly height: number;
  readonly width: number;
  readonly edit: (text: string) => Promise<string>;
  /** Rejects when it was not sent. */
  readonly send: (draft: Draft, close: boolean) => Promise<void>;
  /** Called with each change, to be kept. */
  readonly changed: (draft: Draft) => void;
  readonly leave: () => void;
}) {
  const { composing, notices, height, width } = props;
  const use = useDraft(composing.draft, composing.kept);
  const [over, setOver] = useState<Over>("nothing");
  const { state, draft } = use;
  const bodyWidth = width - 2;

  const inEditor = async (): Promise<void> => {
    const before = editorText(draft);
    const after = await props.edit(before);
    if (after !== before) use.replace(fromEditorText(draft, after));
  };
  const warnings = warningsOf(draft, composing.draft);
  const { changed } = props;
  const first = useRef(draft);
  useEffect(() => {
    if (sameText(draft, first.current)) return;
    first.current = draft;
    changed(draft);
  });
  const send = async (close: boolean): Promise<void> => {
    notices.progress(text("say.sending"));
    await props.send(draft, close);
  };
  const attach = async (path: string): Promise<void> => {
    use.enclose(await readEnclosure(path));
    setOver("nothing");
  };
  const run = (command: Command<"composer">): void | Promise<void> => {
    if (isEdit(command)) return use.edit(command);
    switch (command) {
      case "send":
        return warnings.length > 0 ? setOver("warned") : send(false);
      case "sendAndClose":
        // Whoever comes out of an editor that is left by ^X may press it once too often.
        return setOver("close");
      case "editor":
        return inEditor();
      case "attach":
        return composing.draft.kind === "note"
          ? notices.tell(new Error(text("wrong.noteAttachment")))
          : setOver("attach");
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
        return setOver("help");
      case "cancel":
        return sameText(draft, composing.draft) ? props.leave() : setOver("confirm");
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

  const close = (): void => setOver("nothing");
  const head = headRows(state, composing.draft.kind);
  if (over === "help") return <Help bindings={keysOf("composer")} height={height} width={width} leave={close} />;
  return (
    <Box flexDirection="column" height={height}>
      <ComposerHead composing={composing} state={state} overtaken={props.overtaken} width={width} />
      <ComposerBody
        writing={state.body}
        active={state.field === "body"}
        height={Math.max(1, height - head - 1)}
        width={width}
      />
      {over === "confirm" ? (
        <Confirm question={text("ask.throwAway")} width={width} yes={props.leave} no={close} />
      ) : over === "close" ? (
        <Confirm
          question={[...warnings, text("ask.sendAndClose")].join(" ")}
          width={width}
          yes={() => {
            close();
            return send(true).catch(notices.tell);
          }}
          no={close}
        />
      ) : over === "warned" ? (
        <Confirm
          question={text("compose.sendAnyway", { warning: warnings.join(" ") })}
          width={width}
          yes={() => {
            close();
            return send(false).catch(notices.tell);
          }}
          no={close}
        />
      ) : over === "attach" ? (
        <Prompt
          label={text("ask.attach")}
          start=""
          width={width}
          done={(path) =>
            attach(path).catch((error: unknown) => {
              close();
              notices.tell(error);
            })
          }
          leave={close}
        />
      ) : (
        <Footer notice={notices.notice} bindings={keysOf("composer")} width={width} />
      )}
    </Box>
  );
}
