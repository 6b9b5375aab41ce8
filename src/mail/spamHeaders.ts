/** Reads what a spam filter in front of us wrote into the headers: SpamAssassin's and rspamd's. Judges nothing. */

export interface SpamFinding {
  readonly spam: boolean;
  /** undefined where the filter did not say. */
  readonly score: number | undefined;
  /** From which score on it is spam. */
  readonly required: number | undefined;
  /** Which filter said so, in words. */
  readonly by: string;
}

type Headers = readonly (readonly [name: string, value: string])[];

/** One finding of all that the headers say: spam where any of them says so; undefined where none says anything. */
export function spamInHeaders(headers: Headers): SpamFinding | undefined {
  const findings = headers
    .map(([name, value]) => readers.get(name.toLowerCase())?.(value))
    .filter((finding) => finding !== undefined);
  const first = findings.find(({ spam }) => spam) ?? findings[0];
  if (first === undefined) return undefined;
  const scored = findings.filter(({ by, spam }) => by === first.by && spam === first.spam);
  return {
    ...first,
    score: scored.find(({ score }) => score !== undefined)?.score,
    required: scored.find(({ required }) => required !== undefined)?.required,
  };
}

const assassin = "SpamAssassin";
const rspamd = "rspamd";

// A map, since a header may be called `__proto__`.
const readers = new Map<string, (value: string) => SpamFinding | undefined>(
  Object.entries({
    "x-spam-flag": (value) => word(value, assassin),
    "x-spam": (value) => word(value, rspamd),
    // Yes, score=7.3 required=5.0 tests=BAYES_99,… autolearn=no
    "x-spam-status": (value) => {
      const [, yes] = /^\s*(yes|no)\b/i.exec(value) ?? [];
      if (yes === undefined) return undefined;
      return {
        spam: yes.toLowerCase() === "yes",
        score: number(/\b(?:score|hits)=(-?[\d.]+)/i.exec(value)?.[1]),
        required: number(/\brequired=(-?[\d.]+)/i.exec(value)?.[1]),
        by: assassin,
      };
    },
    // default: False [1.20 / 15.00]; …
    "x-spamd-result": (value) => {
      const [, yes, score, required] = /\b(True|False)\s*\[\s*(-?[\d.]+)\s*\/\s*(-?[\d.]+)\s*\]/i.exec(value) ?? [];
      if (yes === undefined) return undefined;
      return { spam: yes.toLowerCase() === "true", score: number(score), required: number(required), by: rspamd };
    },
    "x-rspamd-action": (value) => ({
      spam: /^\s*(?:add header|rewrite subject|quarantine|reject)\b/i.test(value),
      score: undefined,
      required: undefined,
      by: rspamd,
    }),
  }),
);

function word(value: string, by: string): SpamFinding | undefined {
  const [, yes] = /^\s*(yes|no|true|false)\b/i.exec(value) ?? [];
  if (yes === undefined) return undefined;
  return { spam: /^(?:yes|true)$/i.test(yes), score: undefined, required: undefined, by };
}

function number(text: string | undefined): number | undefined {
  const value = Number(text);
  return text === undefined || Number.isNaN(value) ? undefined : value;
}
