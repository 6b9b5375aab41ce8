/** A page of lines to read, or to choose from: history, raw source, links, the log. Draws and scrolls; pages/ make them. */
import { Box } from "ink";
import { useRef, useState } from "react";
import { Footer } from "../components/Footer.tsx";
import { Help, helpKeys } from "../components/Help.tsx";
import { Line } from "../components/Line.tsx";
import { Prompt } from "../components/Prompt.tsx";
import { Rest } from "../components/Rest.tsx";
import { useFind } from "../hooks/useFind.ts";
import type { Notices } from "../hooks/useNotice.ts";
import type { PageDesk } from "../hooks/useScreenKeys.ts";
import { leadsAway, type PageWay } from "../keys/groups.ts";
import { useKeys } from "../keys/Keyboard.tsx";
import { type Command, keysOf } from "../keys/keys.ts";
import type { Binding } from "../keys/table.ts";
import { pointedAt } from "../mouse.ts";
import type { Page, PageAct, PageKeys, PageLine } from "../pages/page.ts";
import { withColon } from "../text/colon.ts";
import { wrap } from "../text/wrap.ts";
import { isLinear } from "../theme.ts";
import { belowOf, isChoosable, linesOf } from "./pageLines.ts";

type PageCommand = Command<PageKeys>;

/** Lines for what is told of the line under the cursor. */
const belowRows = 3;
/** Row of the screen, from 1, where the lines begin. */
const head = 4;

export function Pager(props: {
  readonly page: Page;
  readonly notices: Notices;
  /** Without its last line, which is the footer's. */
  readonly height: number;
  readonly width: number;
  /** The line that the cursor was on. */
  readonly start: number | undefined;
  readonly moved: (at: number) => void;
  /** What was last looked for on a page; on this one alone when absent. */
  readonly sought?: { current: string };
  /** What leads to other places; a page without it leads to none. */
  readonly desk?: PageDesk;
  /** Above what it takes its keys; above the screens when absent. */
  readonly layer?: "overlay";
  /** In place of the keys. */
  readonly footer: React.ReactNode;
  readonly leave: () => void;
}) {
  const { page, notices, height, width, leave } = props;
  const [helping, setHelping] = useState(false);
  const { lines } = page;
  const told = isChoosable(page) && lines.some((line) => belowOf(line, width) !== undefined) ? belowRows : 0;
  const room = Math.max(1, height - 2 - told);
  const { choosable, end, line, shown } = linesOf(page, room, width);
  const [at, setAt] = useState(props.start ?? (page.atEnd === true ? lines.length - 1 : 0));
  /** What the cursor was put on, where the page may change below it. */
  const [on, setOn] = useState(lines[at]?.id);
  const same = on === undefined ? -1 : lines.findIndex(({ id }) => id === on);
  const current = Math.max(0, Math.min(same < 0 ? at : same, end));
  const { first: top, end: below, free } = shown(current);
  const go = (to: number): void => {
    const next = Math.max(0, Math.min(to, end));
    setAt(next);
    setOn(lines[next]?.id);
    props.moved(next);
  };
  const own = useRef("");
  const find = useFind(lines, current, go, notices, props.sought ?? own);
  const bindings: readonly Binding<PageCommand>[] = keysOf(page.keys ?? "pager");
  const run = (command: PageCommand, count: number | undefined): void | Promise<void> => {
    if (command === "palette") {
      return props.desk?.palette(hinted, (chosen) => run(chosen, undefined));
    }
    if (leadsAway(command)) return props.desk?.run(command);
    return here(command, count);
  };
  const here = (command: Exclude<PageCommand, PageWay>, count: number | undefined): void | Promise<void> => {
    const times = count ?? 1;
    notices.clear();
    switch (command) {
      case "down":
        return go(current + times);
      case "up":
        return go(current - times);
      case "pageDown":
        return go(current + times * (below - top));
      case "pageUp":
        return go(current - times * (below - top));
      case "top":
        return go(0);
      case "bottom":
        return go(count === undefined ? end : count - 1);
      case "point": {
        const pointed = pointedAt(count, { head, first: top, room, total: end + 1 });
        if (pointed === undefined) return;
        if (!choosable || pointed !== current) return go(choosable ? pointed : current);
        return Promise.resolve()
          .then(() => lines[pointed]?.choose?.())
          .catch(notices.tell);
      }
      case "findLine":
        return find.ask();
      case "nextHit":
        return find.next(1);
      case "previousHit":
        return find.next(-1);
      case "help":
        return setHelping(true);
      case "choose":
        return Promise.resolve()
          .then(() => lines[current]?.choose?.())
          .catch(notices.tell);
      case "back":
        return page.back === undefined
          ? leave()
          : Promise.resolve()
              .then(page.back)
              .catch((error: unknown) => {
                notices.tell(error);
                leave();
              });
      default:
        return Promise.resolve()
          .then(() => lines[current]?.acts?.[command]?.())
          .catch(notices.tell);
    }
  };
  const pending = useKeys({ layer: props.layer ?? "pager", bindings, run });
  const hinted = bindings.filter(({ command }) => isUseful(command, lines));
  // Each step would have the title said again to those who hear it.
  const place =
    lines.length <= room || isLinear()
      ? ""
      : `${Math.round((Math.min(top + room, lines.length) / lines.length) * 100)}% `;
  const about = lines[current] === undefined ? undefined : belowOf(lines[current], width);
  if (helping) {
    return (
      <>
        <Help bindings={hinted} height={height} width={width} leave={() => setHelping(false)} />
        <Footer notice={undefined} bindings={helpKeys(hinted, height, width)} width={width} />
      </>
    );
  }
  return (
    <>
      <Box flexDirection="column" height={height}>
        <Line
          width={width}
          pieces={[
            { text: ` ${titleOf(page)}`, cells: width - place.length, meaning: "title", bold: true },
            { text: place, cells: place.length, meaning: "faint" },
          ]}
        />
        <Line width={width} pieces={[{ text: "" }]} />
        {lines.slice(top, below).map((_, index) => {
          // A line of the screen has no other identity than its place.
          const place = `${top + index}`;
          return <Line key={place} {...line(top + index, current)} />;
        })}
        <Rest rows={free} width={width} />
        {told > 0 &&
          [...wrap(about?.text ?? "", width - 2), "", "", ""].slice(0, told).map((words, index) => {
            // As above.
            const line = `${index}`;
            return <Line key={line} width={width} pieces={[{ text: ` ${words}`, meaning: about?.meaning }]} />;
          })}
      </Box>
      {find.question !== undefined && (
        <Prompt question={find.question} width={width} done={find.question.done} leave={find.leave} />
      )}
      {find.question === undefined &&
        (props.footer ?? <Footer notice={notices.notice} bindings={hinted} width={width} pending={pending} />)}
    </>
  );
}

/** Of the keys that do something to a line, those of which some line knows what it is. */
function isUseful(command: PageCommand, lines: readonly PageLine[]): boolean {
  if (command === "choose") return lines.some(({ choose }) => choose !== undefined);
  return !isAct(command) || lines.some(({ acts }) => acts?.[command] !== undefined);
}

function isAct(command: PageCommand): command is PageAct {
  return keysOf("pager").every((binding) => binding.command !== command);
}

function titleOf({ title, told }: Page): string {
  return told === undefined ? title : withColon(title, told);
}
