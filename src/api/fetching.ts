/** What became of a look into a mail account that was asked for, and of a trial of it. */
import type { Growing } from "./growing.ts";

export interface FetchView {
  /** The look that was asked for is not done yet. */
  readonly pending: boolean;
  /** Mails, since the account was made. */
  readonly fetched: number;
  /** Why the last look failed and what to do, in the language of who asks; null while all is well. */
  readonly error: string | null;
}

export interface FindingView {
  readonly step: Growing<"settings" | "dns" | "connect" | "certificate" | "greeting" | "login" | "folder" | "transfer">;
  readonly verdict: Growing<"good" | "warning" | "bad">;
  readonly text: string;
  /** What to do about it. */
  readonly mend?: string | undefined;
}

/** As far as it went until now. */
export interface DiagnosisView {
  readonly done: boolean;
  readonly findings: readonly FindingView[];
}
