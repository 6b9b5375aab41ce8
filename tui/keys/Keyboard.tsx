/** The one place that reads the terminal's keys; screens and components get the commands of the key table instead. */
import { useApp, useInput, usePaste } from "ink";
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { onMouse } from "../mouse.ts";
import { stopUntilContinued } from "../suspend.ts";
import { commandOf, keysOf, matchOf } from "./keys.ts";
import { type Press, pasted, pressesOf } from "./press.ts";
import { KeyQueue, type Layer } from "./queue.ts";
import type { Binding } from "./table.ts";

const Keys = createContext<KeyQueue>(new KeyQueue(async () => {}));

/** A change of its own behind those of the last press: when React has committed it, it has committed them. */
class Heart {
  beat: () => void = () => {};
  readonly #waiting: (() => void)[] = [];

  /** Twice, since an effect may have changed something more. */
  async drawn(): Promise<void> {
    for (let times = 0; times < 2; times += 1) {
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
        this.beat();
      });
    }
  }

  committed(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}

/** Draws nothing. */
function Beating({ heart }: { readonly heart: Heart }) {
  const [, setBeats] = useState(0);
  useLayoutEffect(() => {
    heart.beat = () => setBeats((beats) => beats + 1);
    heart.committed();
  });
  return null;
}

export function Keyboard({ children }: { readonly children: ReactNode }) {
  const heart = useMemo(() => new Heart(), []);
  const queue = useMemo(() => new KeyQueue(() => heart.drawn()), [heart]);
  const { suspendTerminal } = useApp();
  useInput((input, key) => {
    const presses = pressesOf(input, key);
    // Of every screen, and at once: what is waited for goes on by itself.
    if (presses.some((press) => commandOf(keysOf("anywhere"), press) === "suspend")) {
      void suspendTerminal(stopUntilContinued);
    } else queue.push(presses);
  });
  useEffect(() => onMouse((pointings) => queue.push(pointings.map((one) => ({ ...one, text: "" })))), [queue]);
  usePaste((text) => queue.push([pasted(text)]));
  return (
    <Keys value={queue}>
      {children}
      <Beating heart={heart} />
    </Keys>
  );
}

/** @param told true when a key takes longer than a moment, false when it is done with or given up */
export function useSlowKeys(told: (slow: boolean) => void): void {
  const queue = useContext(Keys);
  useLayoutEffect(() => queue.whenSlow(told), [queue, told]);
}

export interface KeyUse<Name extends string> {
  readonly layer: Layer;
  readonly bindings: readonly Binding<Name>[];
  /**
   * @param count a number typed before the key, undefined without; only where the bindings take one. Of a click, the row
   * of the screen
   * @param column of a click, from 1
   */
  readonly run: (command: Name, count: number | undefined, column: number | undefined) => void | Promise<void>;
  /** What is typed and no command: for fields. Without it a number before a command is its count. */
  readonly type?: (text: string) => void;
}

/**
 * While the component is shown, its commands get the keys, unless something above it takes them.
 * @returns the start of a sequence that waits for its end: `g`; empty for none
 */
export function useKeys<Name extends string>(use: KeyUse<Name>): string {
  const queue = useContext(Keys);
  const latest = useRef(use);
  const digits = useRef("");
  const begun = useRef("");
  const [pending, setPending] = useState("");
  useLayoutEffect(() => {
    latest.current = use;
  });
  const { layer } = use;
  useLayoutEffect(
    () =>
      queue.add({
        layer,
        take(press: Press) {
          const { bindings, run, type } = latest.current;
          const counting =
            type === undefined &&
            begun.current === "" &&
            /^[0-9]$/.test(press.name) &&
            `${digits.current}${press.name}` !== "0";
          if (counting) {
            digits.current = `${digits.current}${press.name}`.slice(-6);
            return;
          }
          const whole = begun.current === "" ? press.name : `${begun.current} ${press.name}`;
          const match = matchOf(bindings, whole);
          begun.current = match.kind === "prefix" ? whole : "";
          setPending(begun.current);
          if (match.kind === "prefix") return;
          const typed = digits.current === "" ? undefined : Number(digits.current);
          const count = press.name === "click" ? press.row : typed;
          digits.current = "";
          if (match.kind === "command") return run(match.command, count, press.column);
          if (press.text !== "") type?.(press.text);
        },
      }),
    [queue, layer],
  );
  return pending;
}
