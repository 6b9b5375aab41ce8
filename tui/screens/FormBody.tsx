/** The fields of a form, with its title above and what there is to know of the current one below. Draws only. */
import { Box } from "ink";
import { Line } from "../components/Line.tsx";
import { isChanged } from "../form/form.ts";
import { belowRows, type FormLayout } from "../form/layout.ts";
import { toldOf } from "../form/rows.ts";
import type { OpenForm } from "../hooks/useForm.ts";
import { text } from "../messages.ts";
import { safeLine, widthOf } from "../text/safe.ts";
import { wrap } from "../text/wrap.ts";

export function FormBody(props: {
  readonly open: OpenForm;
  readonly layout: FormLayout;
  readonly height: number;
  readonly width: number;
}) {
  const { open, height, width } = props;
  const { form, at, made } = open;
  const { rows, top, room } = props.layout;
  const { thing, key } = form;
  const title = key === undefined ? text("form.new", { thing: thing.thing }) : `${thing.thing} ${safeLine(key)}`;
  const place = rows.length <= room ? "" : `${Math.round((Math.min(top + room, rows.length) / rows.length) * 100)}%`;
  const state = [isChanged(form) ? text("form.unsaved") : "", place, ""].join(" ").trimStart();
  const field = thing.fields[at];
  const told = field === undefined ? [] : wrap(toldOf(form, field), width - 2);
  return (
    <Box flexDirection="column" height={height}>
      <Line
        width={width}
        pieces={[
          { text: ` ${title}`, cells: width - widthOf(state), meaning: "title", bold: true },
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
      <Line width={width} pieces={[{ text: "" }]} />
      {rows.slice(top, top + room).map(({ field: index, pieces, isFault }, place) => {
        // A row of the screen has no other identity than its place.
        const row = `${top + place}`;
        return <Line key={row} width={width} inverse={index === at && !isFault} pieces={pieces} />;
      })}
      <Box flexGrow={1} />
      {[...told, "", "", ""].slice(0, belowRows).map((words, index) => {
        // As above.
        const row = `${index}`;
        return <Line key={row} width={width} pieces={[{ text: ` ${words}`, meaning: "faint" }]} />;
      })}
    </Box>
  );
}
