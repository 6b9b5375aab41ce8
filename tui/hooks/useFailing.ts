/** Which of the recipients our mail does not reach, asked when the typing rests. */
import { useEffect, useState } from "react";
import type { FailingAddressView } from "../../src/api/types.ts";

/** Milliseconds. */
const rest = 250;

export function useFailing(
  addresses: readonly string[],
  failing: (addresses: readonly string[]) => Promise<readonly FailingAddressView[]>,
): readonly FailingAddressView[] {
  const [known, setKnown] = useState<readonly FailingAddressView[]>([]);
  const asked = addresses.join(" ");
  // biome-ignore lint/correctness/useExhaustiveDependencies: only other addresses are a reason to ask again
  useEffect(() => {
    if (asked === "") return;
    let wanted = true;
    const timer = setTimeout(() => {
      // What cannot be asked warns of nothing; sending tells.
      failing(asked.split(" ")).then(
        (found) => wanted && setKnown(found),
        () => undefined,
      );
    }, rest);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [asked]);
  return known.filter(({ address }) => addresses.includes(address));
}
