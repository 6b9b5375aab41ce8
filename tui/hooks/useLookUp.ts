/** Asks for something once the hand rests; what comes too late, or cannot be had, is dropped. */
import { useEffect } from "react";

/**
 * @param asked what is looked up, and anew when it is another; undefined for nothing
 * @param rest milliseconds
 */
export function useLookUp<Answer>(
  asked: string | undefined,
  rest: number,
  look: (asked: string) => Promise<Answer>,
  found: (answer: Answer) => void,
): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another question is a reason to ask again
  useEffect(() => {
    if (asked === undefined) return;
    let wanted = true;
    const timer = setTimeout(() => {
      look(asked).then(
        (answer) => wanted && found(answer),
        () => undefined,
      );
    }, rest);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [asked]);
}
