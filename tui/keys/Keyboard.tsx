/** The one place that reads the terminal's keys; screens and components get the commands of the key table instead. */
import { useInput, usePaste } from "ink";
import { createContext, type ReactNode, useContext, useLayoutEffect, useMemo, useRef, useState } from "react";
import { type Binding, commandOf } from "./keys.ts";
import { type Press, pasted, pressesOf } from "./press.ts";
import { KeyQueue, type Layer } from "./queue.ts";

const Keys = createContext<KeyQueue>(new KeyQueue(async () => {}));

export function Keyboard({ children }: { readonly children: ReactNode }) {
  const [tick, setTick] = useState(0);
  const waiting = useRef<(() => void)[]>([]);
  const queue = useMemo(
    () =>
      new KeyQueue(
        () =>
          new Promise((resolve) => {
            waiting.current.push(resolve);
            // React commits updates in order: when this one is done, those before it are.
            setTick((count) => count + 1);
          }),
      ),
    [],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: the tick is what it waits for
  useLayoutEffect(() => {
    for (const resolve of waiting.current.splice(0)) resolve();
  }, [tick]);
  useInput((input, key) => queue.push(pressesOf(input, key)));
  usePaste((text) => queue.push([pasted(text)]));
  return <Keys value={queue}>{children}</Keys>;
}

export interface KeyUse<Name extends string> {
  readonly layer: Layer;
  readonly bindings: readonly Binding<Name>[];
  /** @param count a number typed before the key, undefined without; only where the bindings take one */
  readonly run: (command: Name, count: number | undefined) => void | Promise<void>;
  /** What is typed and no command: for fields. Without it a number before a command is its count. */
  readonly type?: (text: string) => void;
}

/** While the component is shown, its commands get the keys, unless something above it takes them. */
export function useKeys<Name extends string>(use: KeyUse<Name>): void {
  const queue = useContext(Keys);
  const latest = useRef(use);
  const digits = useRef("");
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
          const counting = type === undefined && /^[0-9]$/.test(press.name) && `${digits.current}${press.name}` !== "0";
          if (counting) {
            digits.current = `${digits.current}${press.name}`.slice(-4);
            return;
          }
          const count = digits.current === "" ? undefined : Number(digits.current);
          digits.current = "";
          const command = commandOf(bindings, press);
          if (command !== undefined) return run(command, count);
          if (press.text !== "") type?.(press.text);
        },
      }),
    [queue, layer],
  );
}
