/** Listed mail in portions that are fetched and committed together. */
import type { ListedMail } from "./session.ts";

/** So many mails are read and committed together, up to so many octets; what is larger goes alone, through a file. */
const batchMails = 64;
const batchOctets = 4_000_000;
export const largeFrom = 1_000_000;

export function* batches(mails: readonly ListedMail[]): Generator<readonly ListedMail[]> {
  let batch: ListedMail[] = [];
  let octets = 0;
  for (const mail of mails) {
    const full = batch.length === batchMails || octets + mail.size > batchOctets;
    if (batch.length > 0 && (full || mail.size > largeFrom)) {
      yield batch;
      batch = [];
      octets = 0;
    }
    batch.push(mail);
    octets += mail.size;
    if (mail.size > largeFrom) {
      yield batch;
      batch = [];
      octets = 0;
    }
  }
  if (batch.length > 0) yield batch;
}
