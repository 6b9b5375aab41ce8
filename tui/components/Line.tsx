/** One line of the screen: pieces of text, each in a meaning's colour, cut and padded to so many cells. */
import { Text } from "ink";
import { inCells } from "../text/safe.ts";
import { colour, type Meaning } from "../theme.ts";

export interface Piece {
  readonly text: string;
  /** The last piece without a width takes what is left. */
  readonly cells?: number;
  readonly align?: "left" | "right";
  readonly meaning?: Meaning | undefined;
  readonly bold?: boolean;
  readonly inverse?: boolean;
}

export function Line(props: { readonly pieces: readonly Piece[]; readonly width: number; readonly inverse?: boolean }) {
  let room = props.width;
  const drawn = props.pieces.map(({ text, cells, align, meaning, bold, inverse }, index) => {
    const width = Math.max(0, Math.min(cells ?? room, room));
    room -= width;
    // A piece has no other identity than its place.
    const place = `${index}`;
    return (
      <Text key={place} bold={bold ?? false} inverse={inverse ?? false} {...(props.inverse ? {} : colour(meaning))}>
        {inCells(text, width, align)}
      </Text>
    );
  });
  return (
    <Text wrap="truncate" inverse={props.inverse ?? false}>
      {drawn}
      {room > 0 ? " ".repeat(room) : ""}
    </Text>
  );
}
