/** A question with yes and no, in place of the footer. */
import { Box } from "ink";
import { useKeys } from "../keys/Keyboard.tsx";
import { keysOf } from "../keys/keys.ts";
import { text } from "../messages.ts";
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
  return (
    <Box>
      <Line
        width={props.width}
        pieces={[{ text: ` ${props.question} ${text("confirm.answer")}`, meaning: "alarm", bold: true }]}
      />
    </Box>
  );
}
