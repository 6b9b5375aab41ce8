/** A mailbox on a real dovecot from which the daemons fetch, by IMAP or POP3, as a road of a crash run. */
import { systemClock } from "../../src/clock.ts";
import { openStore } from "../../src/store/open.ts";
import { addAccount } from "../fetch/mailbox.ts";
import type { Dovecot } from "../peers/dovecot.ts";
import type { Road } from "./harness.ts";

export function mailbox(dovecot: Dovecot, type: "IMAP" | "POP3", login: string): Road {
  return {
    async prepare(databaseUrl) {
      const store = await openStore(databaseUrl, { clock: systemClock });
      try {
        await addAccount(store, dovecot, { type, login });
      } finally {
        await store.close();
      }
    },
    async add(letters) {
      await dovecot.deliverAll(
        login,
        letters.map(({ raw }) => raw),
      );
    },
    async empty() {
      return (await dovecot.messages(login)).length === 0;
    },
  };
}
