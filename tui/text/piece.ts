/** A piece of a line: its words, how they look, and what they are to those who hear them. */
import type { Meaning } from "../theme.ts";

export interface Piece {
  readonly text: string;
  /** The last piece without a width takes what is left. */
  readonly cells?: number;
  readonly align?: "left" | "right";
  readonly meaning?: Meaning | undefined;
  readonly bold?: boolean;
  readonly inverse?: boolean;
  /** For those who hear the screen: the same sentence as the piece before it. */
  readonly goesOn?: true;
  /** And no longer what is typed. */
  readonly apart?: true;
  /** For those who hear the screen: it names what follows. */
  readonly label?: true;
  /** Somebody's own words or what is typed: nothing in it is only drawn. */
  readonly verbatim?: boolean;
  /** The cursor of who types is on it. */
  readonly caret?: true;
  /** An address that it leads to, where the terminal knows links. */
  readonly link?: string | undefined;
}
