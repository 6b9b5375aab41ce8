/** The shape of a ticket-number generator: how a number is built and how one is recognised in text (behaviour §1). */

export interface NumberSettings {
  /** OTRS SystemID: digits, part of every number. */
  readonly id: string;
  readonly timeZone: string;
  readonly minCounterSize: number;
  readonly useFormattedCounter: boolean;
  readonly checkSystemId: boolean;
}

export interface NumberParts {
  /** `YYYYMMDD` in the system's time zone. */
  readonly date: string;
  readonly counter: number;
  /** Ten random digits. */
  readonly random: string;
}

export interface NumberGenerator {
  readonly name: "AutoIncrement" | "Date" | "DateChecksum" | "Random";
  /** daily: the counter begins at 1 each day; never: it goes on; none: no counter. */
  readonly counter: "daily" | "never" | "none";
  build(settings: NumberSettings, parts: NumberParts): string;
  /** Source of a regular expression without groups that matches one number. */
  pattern(settings: NumberSettings): string;
}

/** The SystemID in a pattern; any digits when it is not checked. */
export function systemIdPattern(settings: NumberSettings): string {
  return settings.checkSystemId ? settings.id : "\\d+";
}

/** Zero-padded to a width; longer counters keep all their digits. */
export function padded(counter: number, width: number): string {
  return String(counter).padStart(width, "0");
}
