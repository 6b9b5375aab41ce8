/** Diagnoses that go on while those who asked for them look at what was found so far. Remembered as long as the daemon runs. */
import type { DiagnosisView } from "../../src/api/fetching.ts";
import type { Desk } from "../../src/desk.ts";
import { UserError } from "../../src/errors.ts";
import { type Sentences, said } from "../../src/said.ts";
import type { MailAccount } from "../../src/store/mailAccounts.ts";
import type { Finding } from "./diagnose.ts";

interface Diagnosis {
  readonly findings: Finding[];
  done: boolean;
}

export class Diagnoses {
  /** The last one of each account. */
  readonly #last = new Map<number, Diagnosis>();

  /** One at a time: who comes while one goes on looks at that one. */
  start(desk: Desk, account: MailAccount): void {
    if (this.#last.get(account.id)?.done === false) return;
    const diagnosis: Diagnosis = { findings: [], done: false };
    this.#last.set(account.id, diagnosis);
    void this.#run(desk, account, diagnosis);
  }

  /** @throws UserError when there was none */
  async view(accountId: number, sentences: Sentences): Promise<DiagnosisView> {
    const diagnosis = this.#last.get(accountId);
    if (diagnosis === undefined) {
      throw new UserError(said`nobody has tried this mail account since gotrs was started`, {
        mend: said`Try it now`,
      });
    }
    const { findingView } = await import("./diagnose.ts");
    return { done: diagnosis.done, findings: diagnosis.findings.map((finding) => findingView(finding, sentences)) };
  }

  async #run(desk: Desk, account: MailAccount, diagnosis: Diagnosis): Promise<void> {
    try {
      // A desk that fetches nothing does without 20 MB of IMAP client.
      const { diagnose } = await import("./diagnose.ts");
      for await (const finding of diagnose(desk, account)) diagnosis.findings.push(finding);
    } catch (error) {
      desk.log.error({ err: error, account: account.id }, "the diagnosis of a mail account failed");
      const text = said`an error of gotrs itself; its log tells more`;
      diagnosis.findings.push({ step: "settings", verdict: "bad", text });
    } finally {
      diagnosis.done = true;
    }
  }
}
