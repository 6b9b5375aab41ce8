/** The first start: what one needs to know, in a few short pages. */
import { Box } from "ink";
import { useState } from "react";
import { Footer } from "../components/Footer.tsx";
import { Line } from "../components/Line.tsx";
import { useKeys } from "../keys/Keyboard.tsx";
import { keysOf } from "../keys/keys.ts";
import { text } from "../messages.ts";
import { placeOf } from "../text/marks.ts";
import { wrap } from "../text/wrap.ts";
import { isLinear } from "../theme.ts";

const pages = ["tour.list", "tour.ticket", "tour.write", "tour.find"] as const;
/** For those who hear the screen: there are no signs in colours. */
const heard = ["heard.tourList", "heard.tourTicket", "tour.write", "tour.find"] as const;

export function Tour(props: { readonly height: number; readonly width: number; readonly leave: () => void }) {
  const { height, width, leave } = props;
  const [at, setAt] = useState(0);
  useKeys({
    layer: "overlay",
    bindings: keysOf("tour"),
    run: (command) => (command === "leave" || at === pages.length - 1 ? leave() : setAt(at + 1)),
  });
  const lines = wrap(text((isLinear() ? heard : pages)[at] ?? "tour.list"), Math.min(width - 6, 76));
  return (
    <Box flexDirection="column" height={height}>
      <Line width={width} pieces={[{ text: "" }]} />
      <Line
        width={width}
        pieces={[{ text: `   ${text("tour.title")}  ${placeOf(at + 1, pages.length)}`, meaning: "title", bold: true }]}
      />
      <Line width={width} pieces={[{ text: "" }]} />
      {lines.slice(0, height - 4).map((line, index) => {
        // A line of the screen has no other identity than its place.
        const place = `${index}`;
        return <Line key={place} width={width} pieces={[{ text: `   ${line}` }]} />;
      })}
      <Box flexGrow={1} />
      <Footer notice={undefined} bindings={keysOf("tour")} width={width} />
    </Box>
  );
}
