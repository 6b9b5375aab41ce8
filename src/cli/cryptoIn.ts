/** The keys that the settings name, for a desk; what reads them is loaded only where there are any. */
import { systemClock } from "../clock.ts";
import type { Settings } from "../config/settings.ts";
import type { Desk } from "../desk.ts";

export async function cryptoIn({ crypto }: Settings, warn: (fault: string) => void): Promise<Pick<Desk, "crypto">> {
  const { directory } = crypto;
  if (directory === undefined) return {};
  const { cryptoOf } = await import("../crypto/index.ts");
  return { crypto: cryptoOf(directory, systemClock, warn) };
}
