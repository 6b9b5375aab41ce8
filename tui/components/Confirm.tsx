/** A question with yes and no, in place of the footer. */
import { useKeys } from "../keys/Keyboard.tsx";
import { keysOf } from "../keys/keys.ts";
import { text } from "../messages.ts";
import { safeLine } from "../text/safe.ts";
import { isLinear } from "../theme.ts";
import { LastLines } from "./LastLines.tsx";
import { Line } from "./Line.tsx";

/** Of what is asked: what may be wrong with a mail is read before it leaves. */
const mostRows = 6;

export function Confirm(props: {
  readonly question: string;
  readonly width: number;
  readonly yes: () => void | Promise<void>;
  /** For what is being written: it stays as a draft. */
  readonly keep?: () => void;
  readonly no: () => void;
}) {
  const { width, keep } = props;
  useKeys({
    layer: "overlay",
    bindings: keep === undefined ? keysOf("confirm") : keysOf("leaving"),
    run: (command) => (command === "yes" ? props.yes() : command === "keepDraft" ? keep?.() : props.no()),
  });
  const answer = ` ${text(keep === undefined ? "confirm.answer" : "confirm.answerKeep")}`;
  const question = safeLine(props.question);
  const style = { meaning: "alarm", bold: true } as const;
  if (isLinear()) {
    return <Line isFoot width={width} pieces={[question, answer].map((words) => ({ text: words, ...style }))} />;
  }
  return <LastLines words={question} end={answer} most={mostRows} style={style} width={width} />;
}
