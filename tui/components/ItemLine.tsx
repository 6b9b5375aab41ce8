/** One item of what can be chosen. Draws only. */
import { widthOf } from "../text/safe.ts";
import { isLinear } from "../theme.ts";
import { Line, type Piece, rowsOfLine } from "./Line.tsx";

export interface Item {
  readonly value: string;
  readonly label: string;
  /** Another name that it is found by when it is typed. */
  readonly alias?: string;
  /** On the right edge: the keys that do the same. */
  readonly aside?: string;
}

/** Farther apart a label and what stands beside it are not read as one line. */
const widest = 100;

export function ItemLine(props: {
  readonly item: Item;
  /** Two cells before it. */
  readonly mark: string;
  readonly current: boolean;
  readonly width: number;
}) {
  const { item, mark, current, width } = props;
  return <Line width={width} inverse={current} pieces={piecesOf(item, mark, width)} />;
}

/** Rows of the screen that it takes. */
export function itemRows(item: Item | undefined, mark: string, width: number): number {
  if (item === undefined || !isLinear()) return 1;
  return rowsOfLine({ width, inverse: false, pieces: piecesOf(item, mark, width) });
}

function piecesOf({ label, aside = "" }: Item, mark: string, width: number): readonly Piece[] {
  return [
    { text: ` ${mark}${label}`, cells: Math.min(width, widest) - widthOf(aside) - 2 },
    { text: aside, cells: widthOf(aside), meaning: "faint" },
  ];
}
