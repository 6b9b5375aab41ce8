/** The commands of overview, list and ticket, tied to what they do; commands/ has what that is. */
import { again } from "../commands/again.ts";
import { arranging } from "../commands/arranging.ts";
import { going } from "../commands/going.ts";
import type { AnyCommand, Handler, ScreenGround } from "../commands/ground.ts";
import { keeping } from "../commands/keeping.ts";
import { moving } from "../commands/moving.ts";
import { palette } from "../commands/palette.ts";
import { pointing } from "../commands/pointing.ts";
import { standing } from "../commands/standing.ts";
import { working } from "../commands/working.ts";
import { finding, helping, movement, type PageWay } from "../keys/groups.ts";
import { type KeyUse, useKeys } from "../keys/Keyboard.tsx";
import { keysOf } from "../keys/keys.ts";
import type { Binding } from "../keys/table.ts";

/** These belong to a page itself, which is not there while the palette is. */
const ofThePage = [...movement, ...finding, ...helping].map(({ command }): string => command);

/** What the desk does for a page. */
export interface PageDesk {
  readonly run: (way: Exclude<PageWay, "palette">) => void | Promise<void>;
  readonly palette: <Name extends string>(
    bindings: readonly Binding<Name>[],
    run: (command: Name) => void | Promise<void>,
  ) => void;
}

export interface ScreenKeys {
  readonly bindings: readonly Binding<AnyCommand>[];
  /** First line of the thread on the screen. */
  readonly top: number;
  /** The line with the hit that the agent is at. */
  readonly hit: number | undefined;
  /** The start of a sequence of keys. */
  readonly pending: string;
  /** For pages, which have keys of their own besides those that lead everywhere. */
  readonly desk: PageDesk;
}

export function useScreenKeys(ground: ScreenGround): ScreenKeys {
  const { place, notices, ask, hits } = ground;
  const bindings: readonly Binding<AnyCommand>[] = keysOf(
    hits.length > 0 ? "found" : place === "list" && ground.tickets.filter.search !== "" ? "foundList" : place,
  );
  const here = standing(ground);
  const ways = going(ground, here);
  const handlers: Readonly<Record<AnyCommand, Handler>> = {
    ...moving(ground, here),
    ...pointing(ground, ways.showRow),
    ...working(ground, here),
    ...ways.commands,
    ...keeping(ground, ways.showKept),
    ...arranging(ground),
    ...again(ground, here),
    palette: () => ask(palette(ground, bindings, (command) => handlers[command](undefined), ways)),
    help: () => ground.help(),
    quit: () => ground.quit(),
  };
  const run: KeyUse<AnyCommand>["run"] = (command, count, column) => {
    notices.clear();
    return Promise.resolve()
      .then(() => handlers[command](count, column))
      .catch(ground.fail);
  };
  const pending = useKeys({ layer: "screen", bindings, run });
  const desk: PageDesk = {
    run: (way) => run(way, undefined, undefined),
    palette: (some, onPage) => ask(palette(ground, some, onPage, ways, ofThePage)),
  };
  return { bindings, top: here.top, hit: here.hit, pending, desk };
}
