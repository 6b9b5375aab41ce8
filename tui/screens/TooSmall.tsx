/** Says what the terminal needs; everything goes on as it was when it is large enough again. */
import { Text } from "ink";
import { useKeys } from "../keys/Keyboard.tsx";
import { keysOf } from "../keys/keys.ts";
import { text } from "../messages.ts";

export const smallest = { columns: 50, rows: 10 } as const;

export function TooSmall({ columns, rows, quit }: { columns: number; rows: number; quit: () => void }) {
  useKeys({ layer: "login", bindings: keysOf("tooSmall"), run: quit });
  return (
    <Text wrap="wrap">
      {text("tooSmall", { needed: `${smallest.columns}×${smallest.rows}`, has: `${columns}×${rows}` })}
    </Text>
  );
}
