/** The fields of a form, with its title above and what there is to know of the current one below. Draws only. */
import { Box } from "ink";
import { Line } from "../components/Line.tsx";
import { Rest } from "../components/Rest.tsx";
import { isChanged } from "../form/form.ts";
import { belowRows, type FormLayout } from "../form/layout.ts";
import { type OpenForm, type Shown, shownOf } from "../form/levels.ts";
import { toldOf } from "../form/rows.ts";
import { headOf, rowInWords } from "../form/rowTable.ts";
import { keyFor } from "../keys/keys.ts";
import { text } from "../messages.ts";
import { aboutInForm } from "../pages/adminWords.ts";
import { withColon } from "../text/colon.ts";
import { safeLine, widthOf } from "../text/safe.ts";
import { wrap } from "../text/wrap.ts";
import { isLinear } from "../theme.ts";

export function FormBody(props: {
  readonly open: OpenForm;
  readonly layout: FormLayout;
  readonly height: number;
  readonly width: number;
}) {
  const { open, height, width } = props;
  const shown = shownOf(open);
  const { form, at } = shown;
  const made = open.levels.length === 0 ? open.made : [];
  const { rows, top, room, end, free } = props.layout;
  // Each step would have the title said again.
  const place =
    rows.length <= room || isLinear() ? "" : `${Math.round((Math.min(top + room, rows.length) / rows.length) * 100)}%`;
  const state = [isChanged(open.form) ? text("form.unsaved") : "", place, ""].join(" ").trimStart();
  const told = wrap(toldHere(shown), width - 2);
  return (
    <Box flexDirection="column" height={height}>
      <Line
        width={width}
        pieces={[
          {
            text: ` ${titleOf(open, shown, width - widthOf(state) - 1)}`,
            cells: width - widthOf(state),
            meaning: "title",
            bold: true,
          },
          { text: state, cells: widthOf(state), meaning: "fresh" },
        ]}
      />
      {made.map(({ name, secret }) => (
        <Line
          key={name}
          width={width}
          pieces={[
            { text: ` ${name} `, cells: widthOf(name) + 2, meaning: "good" },
            { text: secret, cells: widthOf(secret), meaning: "good", bold: true },
            { text: `  ${text("form.once")}`, meaning: "faint" },
          ]}
        />
      ))}
      <Line width={width} pieces={shown.rows === undefined ? [{ text: "" }] : headOf(form, shown.rows, width)} />
      {rows.slice(top, end).map(({ field: index, pieces, isFault }, place) => {
        // A row of the screen has no other identity than its place.
        const row = `${top + place}`;
        return <Line key={row} width={width} inverse={index === at && !isFault} pieces={pieces} />;
      })}
      <Rest rows={free} width={width} />
      {[...told, "", "", ""].slice(0, belowRows).map((words, index) => {
        // As above.
        const row = `${index}`;
        return <Line key={row} width={width} pieces={[{ text: ` ${words}`, meaning: "faint" }]} />;
      })}
    </Box>
  );
}

/** The entry and the way down from it; where there is no room for all, the first steps are left out. */
function titleOf({ form: { thing, key } }: OpenForm, { title }: Shown, width: number): string {
  const entry = key === undefined ? text("form.new", { thing: thing.thing }) : `${thing.thing} ${safeLine(key)}`;
  const steps = title.map(safeLine);
  const way = (first: number): string => [entry, ...(first > 0 ? ["…"] : []), ...steps.slice(first)].join(" › ");
  let first = 0;
  while (first < steps.length - 1 && widthOf(way(first)) > width) first += 1;
  return way(first);
}

/** What there is to know of the field or the row with the cursor. */
function toldHere({ form, at, rows }: Shown): string {
  if (rows === undefined) {
    const field = form.thing.fields[at];
    return field === undefined ? "" : toldOf(form, field);
  }
  const row = rows.forms[at - 1];
  const whole = row === undefined ? withColon(rows.field.name, aboutInForm(rows.field)) : rowInWords(row);
  const keys = { down: keyFor("innerRows", "rowDown"), up: keyFor("innerRows", "rowUp") };
  return rows.field.inner?.ordered === true && row !== undefined ? `${text("form.moves", keys)} · ${whole}` : whole;
}
