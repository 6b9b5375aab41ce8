/** The last line of the composer: its keys, or what it asks before it goes on. Draws only. */
import { Confirm } from "../components/Confirm.tsx";
import { Footer } from "../components/Footer.tsx";
import { Prompt } from "../components/Prompt.tsx";
import type { Notices } from "../hooks/useNotice.ts";
import { keysOf } from "../keys/keys.ts";
import { text } from "../messages.ts";

/** What is asked: whether to throw it away, to send and close, to send in spite of warnings or of what others wrote; which file to attach, the time spent, when to send. */
export type Asked = "nothing" | "throwAway" | "close" | "warned" | "unread" | "attach" | "time" | "later";

export function ComposerFoot(props: {
  readonly asked: Asked;
  readonly warnings: readonly string[];
  readonly notices: Notices;
  readonly width: number;
  readonly throwAway: () => void;
  readonly send: (close: boolean) => Promise<void>;
  readonly unread: string;
  readonly sendUnread: () => Promise<void>;
  readonly attach: (path: string) => Promise<void>;
  readonly spend: (typed: string) => void;
  /** @throws Error when it is no time to come */
  readonly sendLater: (typed: string) => void;
  readonly no: () => void;
}) {
  const { asked, warnings, notices, width, no } = props;
  const sending = (close: boolean) => () => {
    no();
    return props.send(close).catch(notices.tell);
  };
  switch (asked) {
    case "throwAway":
      return <Confirm question={text("ask.throwAway")} width={width} yes={props.throwAway} no={no} />;
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
      return (
        <Prompt
          question={{ kind: "prompt", label: text("ask.attach"), start: "", done: props.attach }}
          width={width}
          done={(path) =>
            props.attach(path).catch((error: unknown) => {
              no();
              notices.tell(error);
            })
          }
          leave={no}
        />
      );
    case "time":
      return <Term label={text("ask.time")} agree={props.spend} {...{ width, no, notices }} />;
    case "later":
      return <Term label={text("ask.sendAt")} agree={props.sendLater} {...{ width, no, notices }} />;
    case "nothing":
      return <Footer notice={notices.notice} bindings={keysOf("composer")} width={width} />;
  }
}

/** Asks for one of the terms; what is wrong with it is told in place of the question. */
function Term(props: {
  readonly label: string;
  readonly agree: (typed: string) => void;
  readonly width: number;
  readonly no: () => void;
  readonly notices: Notices;
}) {
  const { label, agree, width, no, notices } = props;
  const done = (typed: string): void => {
    no();
    try {
      agree(typed);
    } catch (error) {
      notices.tell(error);
    }
  };
  return <Prompt question={{ kind: "prompt", label, start: "", done }} width={width} done={done} leave={no} />;
}
