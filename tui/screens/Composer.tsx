/** Writes a reply or a note: fields, text, attachments. What is written stays until it was sent or thrown away. */

import { Box } from "ink";
import { useEffect, useRef, useState } from "react";
import type { FailingAddressView, Recipient } from "../../src/api/outbound.ts";
import type { FilledTemplate } from "../../src/api/templates.ts";
import type { Clock } from "../../src/clock.ts";
import { unitsOf } from "../accounting.ts";
import { Candidates } from "../components/Candidates.tsx";
import { promptRows } from "../components/Prompt.tsx";
import { type Draft, sameText } from "../draft.ts";
import { readEnclosure } from "../files.ts";
import type { ChoiceQuestion, Composing } from "../ground.ts";
import { useComposerKeys } from "../hooks/useComposerKeys.ts";
import { useDraft } from "../hooks/useDraft.ts";
import { useDraftSending } from "../hooks/useDraftSending.ts";
import { useDraftWarnings } from "../hooks/useDraftWarnings.ts";
import type { Notices } from "../hooks/useNotice.ts";
import { asSentence, messageOf } from "../hooks/useNotice.ts";
import { useRecipients } from "../hooks/useRecipients.ts";
import { sendAtOf, timeToCome } from "../later.ts";
import type { NextStates } from "../nextState.ts";
import { articlesPage } from "../pages/articles.ts";
import { pathCompleter } from "../paths.ts";
import type { Send } from "../sending.ts";
import { ComposerBody } from "./ComposerBody.tsx";
import { type Asked, ComposerFoot } from "./ComposerFoot.tsx";
import { ComposerHead, headRows } from "./ComposerHead.tsx";
import { ComposerOver, type Over } from "./ComposerOver.tsx";

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
  /** Into which state the ticket comes with it. */
  readonly nextStates: NextStates;
  /** Of these addresses, those that our mail does not reach. */
  readonly failing: (addresses: readonly string[]) => Promise<readonly FailingAddressView[]>;
  /** Whom a part of a name or address may mean. */
  readonly recipients: (search: string) => Promise<readonly Recipient[]>;
  /** Rejects when it was not sent. */
  readonly send: Send;
  /** Called with each change, to be kept. */
  readonly changed: (draft: Draft) => void;
  readonly leave: () => void;
  /** What is written stays as a draft. */
  readonly setAside: () => void;
}) {
  const { composing, notices, clock, height, width, changed } = props;
  const use = useDraft(composing.draft, composing.kept);
  const [asked, setAsked] = useState<Asked>("nothing");
  const [wrong, setWrong] = useState<string | undefined>();
  const ask = (what: Asked): void => {
    setWrong(undefined);
    setAsked(what);
  };
  const [paths] = useState(() => pathCompleter());
  const [over, setOver] = useState<Over | undefined>();
  const { state, draft } = use;
  const { failed, warnings } = useDraftWarnings(draft, composing.draft, props.failing);
  const first = useRef(draft);
  useEffect(() => {
    if (sameText(draft, first.current)) return;
    first.current = draft;
    changed(draft);
  });
  const { send, question, sendAnyway } = useDraftSending(props, draft, (articles) => {
    // Read before it is asked whether to send.
    if (articles.length > 0) setOver({ kind: "page", page: articlesPage(articles, width) });
    ask("unread");
  });
  const offered = useRecipients(use, props.recipients);
  useComposerKeys({ ...props, use, warnings, offered: offered.took, send, ask, show: setOver });

  if (over !== undefined) {
    return <ComposerOver {...{ over, notices, height, width }} leave={() => setOver(undefined)} />;
  }
  const head = headRows(state, composing.draft, failed);
  return (
    <Box flexDirection="column" height={height}>
      <ComposerHead
        composing={composing}
        state={state}
        overtaken={props.overtaken}
        failing={failed}
        now={clock.now()}
        width={width}
      />
      <ComposerBody
        writing={state.body}
        active={state.field === "body"}
        height={Math.max(1, height - head - footRows(asked, wrong, width))}
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
          setAside={props.setAside}
          send={send}
          unread={question}
          sendUnread={sendAnyway}
          attach={async (path) => use.enclose(await readEnclosure(path))}
          spend={(typed) => use.agree({ timeUnits: typed.trim() === "" ? undefined : unitsOf(typed) })}
          sendLater={(typed) => use.agree({ sendAt: sendAtOf(typed, clock.now()) })}
          wait={(nextState, typed) => use.agree({ nextState, pendingUntil: timeToCome(typed, clock.now()) })}
          wrong={wrong}
          failed={(error) => setWrong(asSentence(messageOf(error)))}
          paths={paths}
          no={() => ask("nothing")}
        />
      )}
    </Box>
  );
}

/** Lines that the foot takes; what is asked with yes or no lies over the text. */
function footRows(asked: Asked, wrong: string | undefined, width: number): number {
  const question = { kind: "prompt", label: "", start: "", done: () => {} } as const;
  return promptRows(
    {
      ...question,
      ...(wrong !== undefined && { wrong }),
      ...(asked === "attach" && { complete: () => [] }),
    },
    width,
  );
}
