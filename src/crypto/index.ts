/** The parser's port to keys: S/MIME and PGP by the files of `crypto.directory`. Never stands in a mail's way. */
import type { Clock } from "../clock.ts";
import type { Crypto, Opening, Verified } from "../mail/security/security.ts";
import { type KeyFolder, Keys } from "./keyFolder.ts";
import { openPgp, openSignedText, verifyPgp } from "./pgp.ts";
import { openSmime, verifySmime } from "./smime.ts";

/** @param warn told of files in the folder that are no keys, and of a folder that cannot be read */
export function cryptoOf(directory: string, clock: Clock, warn: (fault: string) => void): Crypto {
  const keys = new Keys(directory);
  const told = new Set<string>();
  const tell = (fault: string): void => {
    if (!told.has(fault)) warn(fault);
    told.add(fault);
  };
  const folder = async (): Promise<KeyFolder> => {
    const read = await keys.read();
    for (const fault of read.faults) tell(fault);
    return read;
  };
  const unreadable = (error: unknown): string => {
    const reason = `the keys cannot be used: ${error instanceof Error ? error.message : String(error)}`;
    tell(reason);
    return reason;
  };
  const opening = async (work: (keys: KeyFolder) => Promise<Opening>): Promise<Opening> => {
    try {
      return await work(await folder());
    } catch (error) {
      return { kind: "closed", reason: unreadable(error) };
    }
  };
  return {
    async verify(method, content, signature): Promise<Verified> {
      try {
        const read = await folder();
        return await (method === "PGP"
          ? verifyPgp(read, content, signature, clock.now())
          : verifySmime(read, content, signature));
      } catch (error) {
        return { state: "unchecked", by: "", addresses: [], reason: unreadable(error) };
      }
    },
    open: (method, content) =>
      opening((read) => (method === "PGP" ? openPgp(read, content, clock.now()) : openSmime(read, content))),
    openSignedText: (text) => opening((read) => openSignedText(read, text, clock.now())),
  };
}
