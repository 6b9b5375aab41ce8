/** What choosing an item would bring, looked up when the cursor rests on it, and once. */
import { useEffect, useRef, useState } from "react";

/** Milliseconds that the cursor rests. */
const rest = 60;

/** @returns undefined while it is not known */
export function useChoicePreview(
  preview: ((value: string) => Promise<string>) | undefined,
  value: string | undefined,
): string | undefined {
  const known = useRef(new Map<string, string>());
  const [, setFound] = useState(0);
  useEffect(() => {
    if (preview === undefined || value === undefined || known.current.has(value)) return;
    let wanted = true;
    const look = setTimeout(
      () => {
        // A preview that cannot be had is none; choosing it tells why.
        preview(value).then(
          (words) => {
            known.current.set(value, words);
            if (wanted) setFound((count) => count + 1);
          },
          () => undefined,
        );
      },
      known.current.size === 0 ? 0 : rest,
    );
    return () => {
      wanted = false;
      clearTimeout(look);
    };
  }, [preview, value]);
  return value === undefined ? undefined : known.current.get(value);
}
