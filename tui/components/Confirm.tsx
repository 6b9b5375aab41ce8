/** A question with yes and no, in place of the footer. */
import { Box } from "ink";
import { useKeys } from "../keys/Keyboard.tsx";
import { keysOf } from "../keys/keys.ts";
import { text } from "../messages.ts";
import { safeLine, widthOf } from "../text/safe.ts";
import { Line } from "./Line.tsx";

export function Confirm(props: {
  readonly question: string;
  readonly width: number;
  readonly yes: () => void | Promise<void>;
  readonly no: () => void;
}) {
  useKeys({
    layer: "overlay",
    bindings: keysOf("confirm"),
    run: (command) => (command === "yes" ? props.yes() : props.no()),
  });
  const answer = ` ${text("confirm.answer")}`;
  const question = ` ${safeLine(props.question)}`;
  const room = props.width - widthOf(answer);
  return (
    <Box>
      <Line
        width={props.width}
        pieces={[
          { text: question, cells: Math.min(widthOf(question), room), meaning: "alarm", bold: true },
          { text: answer, meaning: "alarm", bold: true },
        ]}
      />
    </Box>
  );
}
