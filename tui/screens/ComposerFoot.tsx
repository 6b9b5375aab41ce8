/** The last line of the composer: its keys, or what it asks before it goes on. Draws only. */
import { Confirm } from "../components/Confirm.tsx";
import { Footer } from "../components/Footer.tsx";
import { Prompt } from "../components/Prompt.tsx";
import type { PromptQuestion } from "../ground.ts";
import type { Notices } from "../hooks/useNotice.ts";
import { keysOf } from "../keys/keys.ts";
import { text } from "../messages.ts";

/**
 * What is asked: whether to throw it away, to send and close, to send in spite of warnings or of what others wrote; which file to
 * attach, the time spent, when to send; until when the ticket waits in a state.
 */
export type Asked =
  | "nothing"
  | "throwAway"
  | "close"
  | "warned"
  | "unread"
  | "attach"
  | "time"
  | "later"
  | { readonly until: string };

export function ComposerFoot(props: {
  readonly asked: Asked;
  readonly warnings: readonly string[];
  readonly notices: Notices;
  readonly width: number;
  readonly throwAway: () => void;
  readonly setAside: () => void;
  readonly send: (close: boolean) => Promise<void>;
  readonly unread: string;
  readonly sendUnread: () => Promise<void>;
  readonly attach: (path: string) => Promise<void>;
  readonly spend: (typed: string) => void;
  /** @throws Error when it is no time to come */
  readonly sendLater: (typed: string) => void;
  /** @throws Error when it is no time to come */
  readonly wait: (state: string, typed: string) => void;
  /** What was wrong with what was typed before. */
  readonly wrong: string | undefined;
  readonly failed: (error: unknown) => void;
  /** How a path may go on. */
  readonly paths: NonNullable<PromptQuestion["complete"]>;
  readonly no: () => void;
}) {
  const { asked, warnings, notices, width, no } = props;
  const term = { width, no, wrong: props.wrong, failed: props.failed };
  const sending = (close: boolean) => () => {
    no();
    return props.send(close).catch(notices.tell);
  };
  if (typeof asked === "object") {
    const wait = (typed: string): void => props.wait(asked.until, typed);
    return <Term label={text("ask.until")} agree={wait} {...term} />;
  }
  switch (asked) {
    case "throwAway":
      return (
        <Confirm question={text("ask.throwAway")} width={width} yes={props.throwAway} keep={props.setAside} no={no} />
      );
    case "close":
      return (
        <Confirm
          question={[...warnings, text("ask.sendAndClose")].join(" ")}
          width={width}
          yes={sending(true)}
          no={no}
        />
      );
    case "warned":
      return (
        <Confirm
          question={text("compose.sendAnyway", { warning: warnings.join(" ") })}
          width={width}
          yes={sending(false)}
          no={no}
        />
      );
    case "unread":
      return (
        <Confirm
          question={props.unread}
          width={width}
          yes={() => {
            no();
            return props.sendUnread().catch(notices.tell);
          }}
          no={no}
        />
      );
    case "attach":
      return <Term label={text("ask.attach")} agree={props.attach} complete={props.paths} {...term} />;
    case "time":
      return <Term label={text("ask.time")} agree={props.spend} {...term} />;
    case "later":
      return <Term label={text("ask.sendAt")} agree={props.sendLater} {...term} />;
    case "nothing":
      return <Footer notice={notices.notice} bindings={keysOf("composer")} width={width} />;
  }
}

/** Asks for one of the terms; what was typed stays until it is right. */
function Term(props: {
  readonly label: string;
  readonly agree: (typed: string) => void | Promise<void>;
  readonly complete?: PromptQuestion["complete"];
  readonly wrong: string | undefined;
  readonly failed: (error: unknown) => void;
  readonly width: number;
  readonly no: () => void;
}) {
  const { label, agree, complete, wrong, failed, width, no } = props;
  const done = async (typed: string): Promise<void> => {
    try {
      await agree(typed);
      no();
    } catch (error) {
      failed(error);
    }
  };
  const question: PromptQuestion = {
    ...{ kind: "prompt", label, start: "", done },
    ...(wrong !== undefined && { wrong }),
    ...(complete !== undefined && { complete }),
  };
  return <Prompt question={question} width={width} done={done} leave={no} />;
}
