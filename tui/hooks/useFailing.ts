/** Which of the recipients our mail does not reach, asked when the typing rests. */
import { useState } from "react";
import type { FailingAddressView } from "../../src/api/outbound.ts";
import { useLookUp } from "./useLookUp.ts";

/** Milliseconds. */
const rest = 250;

export function useFailing(
  addresses: readonly string[],
  failing: (addresses: readonly string[]) => Promise<readonly FailingAddressView[]>,
): readonly FailingAddressView[] {
  const [known, setKnown] = useState<readonly FailingAddressView[]>([]);
  const asked = addresses.join(" ");
  // What cannot be asked warns of nothing; sending tells.
  useLookUp(asked === "" ? undefined : asked, rest, (some) => failing(some.split(" ")), setKnown);
  return known.filter(({ address }) => addresses.includes(address));
}
