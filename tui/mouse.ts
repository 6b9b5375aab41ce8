/** The mouse, where the agent wants it: clicks and the wheel as the terminal reports them (DEC modes 1000 and 1006). */

export interface Pointing {
  readonly name: "click" | "wheelUp" | "wheelDown";
  /** Both of the screen, from 1. */
  readonly row: number;
  readonly column: number;
}

const names: Readonly<Record<string, Pointing["name"]>> = { "0M": "click", "64M": "wheelUp", "65M": "wheelDown" };

/** Input without the reports in it, and what they say. Other buttons and releases say nothing. Pure. */
export function withoutMouse(input: string): { readonly keys: string; readonly pointings: readonly Pointing[] } {
  const pointings: Pointing[] = [];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: reports begin with one
  const keys = input.replace(/\u001b\[<(\d+);(\d+);(\d+)([Mm])/g, (_whole, ...found: string[]) => {
    const [button = "", column, row, end = ""] = found;
    const name = names[`${button}${end}`];
    if (name !== undefined) pointings.push({ name, row: Number(row), column: Number(column) });
    return "";
  });
  return { keys, pointings };
}

/**
 * Index of the line that was clicked; undefined beside them. Pure.
 * @param row of the screen; `head` is that of the first line, `first` its index, and so many are shown as there is room for
 */
export function pointedAt(
  row: number | undefined,
  { head, first, room, total }: Readonly<Record<"head" | "first" | "room" | "total", number>>,
): number | undefined {
  const place = (row ?? 0) - head;
  return place < 0 || place >= room || first + place >= total ? undefined : first + place;
}

let wanted = false;

/** Whether there is one to press keys with. */
export function hasMouse(): boolean {
  return wanted;
}

const listeners = new Set<(pointings: readonly Pointing[]) => void>();

/** @returns ends it */
export function onMouse(listener: (pointings: readonly Pointing[]) => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** The terminal's own selection then needs Shift. */
export function wantMouse(): void {
  wanted = true;
  const { stdin } = process;
  const read = stdin.read.bind(stdin);
  // Ink reads the terminal with read() and swallows reports of the mouse: they are taken out before it.
  stdin.read = (size?: number): unknown => {
    const chunk: unknown = read(size);
    if (typeof chunk !== "string" || !chunk.includes("\u001b[<")) return chunk;
    const { keys, pointings } = withoutMouse(chunk);
    // Behind the keys that were typed before.
    queueMicrotask(() => {
      for (const listener of listeners) listener(pointings);
    });
    return keys;
  };
  listenToMouse(true);
  process.once("exit", () => listenToMouse(false));
}

/** Off while another program has the terminal. */
export function listenToMouse(on: boolean): void {
  if (wanted) process.stdout.write(on ? "\u001b[?1000h\u001b[?1006h" : "\u001b[?1006l\u001b[?1000l");
}
