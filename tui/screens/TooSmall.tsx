/** Says what the terminal needs; everything goes on as it was when it is large enough again. */
import { Text } from "ink";
import { useKeys } from "../keys/Keyboard.tsx";
import { screens } from "../keys/keys.ts";

export const smallest = { columns: 50, rows: 10 } as const;

export function TooSmall({ columns, rows, quit }: { columns: number; rows: number; quit: () => void }) {
  useKeys({ layer: "login", bindings: screens.tooSmall, run: quit });
  return (
    <Text wrap="wrap">{`gotrs needs ${smallest.columns}×${smallest.rows}, this terminal is ${columns}×${rows}`}</Text>
  );
}
