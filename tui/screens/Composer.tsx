/** Writes a reply or a note: fields, text, attachments. What is written stays until it was sent or thrown away. */
import { Box } from "ink";
import { useEffect, useRef, useState } from "react";
import type { FailingAddressView, Recipient } from "../../src/api/outbound.ts";
import type { FilledTemplate } from "../../src/api/templates.ts";
import type { Clock } from "../../src/clock.ts";
import { unitsOf } from "../accounting.ts";
import { Candidates } from "../components/Candidates.tsx";
import { Choice } from "../components/Choice.tsx";
import { Help } from "../components/Help.tsx";
import {
  type Draft,
  editorText,
  enclosuresOf,
  fromEditorText,
  isMail,
  mayHaveBcc,
  sameText,
  typeable,
} from "../draft.ts";
import { readEnclosure } from "../files.ts";
import type { ChoiceQuestion, Composing } from "../ground.ts";
import { useDraft } from "../hooks/useDraft.ts";
import { useFailing } from "../hooks/useFailing.ts";
import type { Notices } from "../hooks/useNotice.ts";
import { useRecipients } from "../hooks/useRecipients.ts";
import { isEdit } from "../hooks/useWriting.ts";
import { useKeys } from "../keys/Keyboard.tsx";
import { type Command, keysOf } from "../keys/keys.ts";
import { sendAtOf, stillLater } from "../later.ts";
import { text } from "../messages.ts";
import { articlesPage } from "../pages/articles.ts";
import type { Page } from "../pages/page.ts";
import { type Send, Unread } from "../sending.ts";
import { safeLine } from "../text/safe.ts";
import { addressesOf, warningsOf } from "../text/warnings.ts";
import { ComposerBody } from "./ComposerBody.tsx";
import { type Asked, ComposerFoot } from "./ComposerFoot.tsx";
import { ComposerHead, headRows } from "./ComposerHead.tsx";
import { Pager } from "./Pager.tsx";

export function Composer(props: {
  readonly composing: Composing;
  /** The ticket was changed since the writing began. */
  readonly overtaken: boolean;
  readonly notices: Notices;
  readonly clock: Clock;
  readonly height: number;
  readonly width: number;
  readonly edit: (text: string) => Promise<string>;
  /** Which template to insert. */
  readonly templates: (insert: (template: FilledTemplate) => void) => Promise<ChoiceQuestion>;
  /** Of these addresses, those that our mail does not reach. */
  readonly failing: (addresses: readonly string[]) => Promise<readonly FailingAddressView[]>;
  /** Whom a part of a name or address may mean. */
  readonly recipients: (search: string) => Promise<readonly Recipient[]>;
  /** Rejects when it was not sent. */
  readonly send: Send;
  /** Called with each change, to be kept. */
  readonly changed: (draft: Draft) => void;
  readonly leave: () => void;
}) {
  const { composing, notices, height, width } = props;
  const use = useDraft(composing.draft, composing.kept);
  const [asked, setAsked] = useState<Asked>("nothing");
  /** What asks whether to pass over what others have written meanwhile, and what is done then. */
  const [overtaken, setOvertaken] = useState({ question: "", close: false });
  const [helping, setHelping] = useState(false);
  const [choice, setChoice] = useState<ChoiceQuestion | undefined>();
  /** What others have written meanwhile, read before it is asked whether to send. */
  const [reading, setReading] = useState<Page | undefined>();
  const { state, draft } = use;
  const now = props.clock.now();
  const bodyWidth = width - 2;

  const inEditor = async (): Promise<void> => {
    const before = editorText(draft);
    const after = await props.edit(before);
    if (after !== before) use.replace(fromEditorText(draft, after));
  };
  const failing = useFailing(isMail(draft.kind) ? addressesOf(draft.headers) : [], props.failing);
  const failed = failing.map(({ address, reason }) =>
    text("compose.failing", { who: address, reason: safeLine(reason) }),
  );
  const warnings = [
    ...warningsOf(draft, composing.draft),
    ...failing.map(({ address }) => text("compose.failsFor", { who: address })),
  ];
  const { changed } = props;
  const first = useRef(draft);
  useEffect(() => {
    if (sameText(draft, first.current)) return;
    first.current = draft;
    changed(draft);
  });
  const send = async (close: boolean, anyway = false): Promise<void> => {
    notices.progress(text("say.sending"));
    try {
      await props.send(stillLater(draft, props.clock.now()), close, anyway);
    } catch (error) {
      if (!(error instanceof Unread)) throw error;
      notices.clear();
      setOvertaken({ question: error.message, close });
      if (error.articles.length > 0) setReading(articlesPage(error.articles, width));
      setAsked("unread");
    }
  };
  const offered = useRecipients(use, props.recipients);
  const run = (command: Command<"composer">): void | Promise<void> => {
    if (isEdit(command)) return use.edit(command);
    if (offered.took(command)) return;
    switch (command) {
      case "send":
        return warnings.length > 0 ? setAsked("warned") : send(false);
      case "sendAndClose":
        // Whoever comes out of an editor that is left by ^X may press it once too often.
        return setAsked("close");
      case "editor":
        return inEditor();
      case "template":
        return props
          .templates(({ text: words, attachments }) => use.insertText(typeable(words), enclosuresOf(attachments)))
          .then(setChoice);
      case "attach":
        return setAsked("attach");
      case "timeSpent":
        return setAsked("time");
      case "showNote":
        if (draft.kind !== "note") throw new Error(text("wrong.notShown"));
        return use.agree({ visibleForCustomer: draft.visibleForCustomer !== true });
      case "blindCopy":
        if (!mayHaveBcc(draft.kind)) throw new Error(text("wrong.noBlindCopy"));
        return use.toBcc();
      case "sendLater":
        if (!isMail(draft.kind)) throw new Error(text("wrong.noMailToSendLater"));
        return setAsked("later");
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
        return setHelping(true);
      case "cancel":
        return sameText(draft, composing.draft) ? props.leave() : setAsked("throwAway");
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

  const head = headRows(state, composing.draft.kind, failed);
  if (helping) {
    return <Help bindings={keysOf("composer")} height={height} width={width} leave={() => setHelping(false)} />;
  }
  if (reading !== undefined) {
    return (
      <Pager
        page={reading}
        notices={notices}
        height={height - 1}
        width={width}
        start={undefined}
        moved={() => {}}
        layer="overlay"
        footer={undefined}
        leave={() => setReading(undefined)}
      />
    );
  }
  if (choice !== undefined) {
    const leave = (): void => setChoice(undefined);
    return (
      <Choice
        {...choice}
        height={height}
        width={width}
        chosen={(value) => {
          leave();
          return Promise.resolve(value).then(choice.chosen).catch(notices.tell);
        }}
        leave={leave}
      />
    );
  }
  return (
    <Box flexDirection="column" height={height}>
      <ComposerHead
        composing={composing}
        state={state}
        overtaken={props.overtaken}
        failing={failed}
        now={now}
        width={width}
      />
      <ComposerBody
        writing={state.body}
        active={state.field === "body"}
        height={Math.max(1, height - head - 1)}
        width={width}
      />
      {offered.labels.length > 0 && asked === "nothing" ? (
        <Candidates labels={offered.labels} at={offered.at} width={width} />
      ) : (
        <ComposerFoot
          asked={asked}
          warnings={warnings}
          notices={notices}
          width={width}
          throwAway={props.leave}
          send={send}
          unread={overtaken.question}
          sendUnread={() => send(overtaken.close, true)}
          attach={async (path) => {
            use.enclose(await readEnclosure(path));
            setAsked("nothing");
          }}
          spend={(typed) => use.agree({ timeUnits: typed.trim() === "" ? undefined : unitsOf(typed) })}
          sendLater={(typed) => use.agree({ sendAt: sendAtOf(typed, props.clock.now()) })}
          no={() => setAsked("nothing")}
        />
      )}
    </Box>
  );
}
