/** What the screens before the desk look like: who is talked to, fields, what is told. Draws only. */
import { Box } from "ink";
import type { ReactNode } from "react";
import { fieldPieces } from "../components/Field.tsx";
import { Hints } from "../components/Footer.tsx";
import { Line } from "../components/Line.tsx";
import { asSentence } from "../hooks/useNotice.ts";
import type { Binding } from "../keys/table.ts";
import { text } from "../messages.ts";
import { hiddenMark } from "../text/marks.ts";
import { widestOf } from "../text/safe.ts";
import { wrap } from "../text/wrap.ts";
import { isLinear } from "../theme.ts";

export function Entering(props: {
  readonly client: { readonly where: string };
  readonly reason: string;
  /** Empty for none. */
  readonly warning: string;
  readonly bindings: readonly Binding[];
  readonly height: number;
  readonly width: number;
  readonly children: ReactNode;
}) {
  const { client, reason, warning, bindings, height, width } = props;
  return (
    <Box flexDirection="column" height={height} width={width}>
      <Line
        width={width}
        {...(!isLinear() && { inverse: true })}
        pieces={[{ text: ` gotrs  ${client.where}`, bold: true }]}
      />
      <Box height={Math.max(1, Math.floor(height / 2) - 5)} />
      <Line width={width} pieces={[{ text: `   ${reason}`, meaning: "title", bold: true }]} />
      <Line width={width} pieces={[{ text: warning === "" ? "" : `   ${warning}`, meaning: "alarm" }]} />
      {props.children}
      <Box flexGrow={1} />
      <Hints bindings={bindings} width={width} />
    </Box>
  );
}

export interface EnteringField {
  readonly name: string;
  readonly label: string;
  readonly words: string;
}

export function Fields(props: {
  readonly fields: readonly EnteringField[];
  /** The name of that with the cursor. */
  readonly current: string;
  readonly width: number;
}) {
  const { fields, current, width } = props;
  const labelCells = Math.max(14, widestOf(fields.map(({ label }) => label)) + 4);
  return fields.map(({ name, label, words }) => (
    <Line
      key={name}
      width={width}
      pieces={[
        { text: `   ${label}`, cells: labelCells, meaning: "faint", label: true },
        ...fieldPieces(words, current === name ? words.length : undefined, width - labelCells - 2),
      ]}
    />
  ));
}

/** As many letters as were typed, and none of them. */
export function hiddenSecret(typed: string): string {
  return hiddenMark().repeat(Array.from(typed).length);
}

/** Below the fields: that it is asked, else what was wrong, else what was done. */
export function Told(props: {
  readonly asking: boolean;
  readonly wrong: string;
  readonly good: string;
  readonly width: number;
}) {
  const { asking, wrong, good, width } = props;
  const line = (words: string, look: object) => (
    <Line key={words} width={width} pieces={[{ text: words === "" ? "" : `   ${words}`, ...look }]} />
  );
  const lines = (words: string, look: object) => wrap(words, width - 6).map((part) => line(part, look));
  return (
    <>
      <Line width={width} pieces={[{ text: "" }]} />
      {asking && line(text("login.asking"), {})}
      {!asking && wrong !== "" && lines(asSentence(wrong), { meaning: "alarm", bold: true })}
      {!asking && wrong === "" && lines(good, { meaning: "good" })}
    </>
  );
}
