/** The parts of an article's text that a reader tells apart. */

export type SegmentKind = "text" | "quote" | "signature" | "header";

export interface Segment {
  /** header: the line or block that introduces a quote. */
  readonly kind: SegmentKind;
  readonly text: string;
}

/** A region of HTML that its author's program marked; the number tells regions of one kind apart. */
export interface Mark {
  readonly kind: SegmentKind;
  readonly region: number;
  /** Holds only if the region's text is a block of From:, Sent:, To: … lines. */
  readonly ifHeaderBlock?: true;
}
