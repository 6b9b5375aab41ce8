/** What a mail's origin makes of it: whether its sender is proven, a spam filter's finding and the block list. Pure. */
import { type Authentication, inWords } from "../mail/authentication.ts";
import type { SpamFinding } from "../mail/spamHeaders.ts";
import type { Block } from "./blockList.ts";
import type { Step, Warning } from "./step.ts";

/** ignore: nothing; flag: a warning beside the article; junk: the junk queue; reject: refused where SMTP still can. */
export type Action = "ignore" | "flag" | "junk" | "reject";

export interface OriginSettings {
  readonly authentication: {
    /** The domain of From asks to reject what fails DMARC. */
    readonly onReject: Action;
    readonly onQuarantine: Action;
    /** It asks for nothing (p=none), or the policy is not told. */
    readonly onNone: Action;
    /** It has no DMARC; SPF says that the client may not send for it, and no signature of its speaks for the mail. */
    readonly onSpfFail: Action;
    /** Domains whose seal is believed: a list or forwarder that changed the mail on its way. */
    readonly trustedSealers: readonly string[];
  };
  readonly spam: {
    readonly onSpam: Action;
    /** The junk queue's name. */
    readonly queue: string;
  };
}

/** What is known; undefined where nobody looked. */
export interface Origin {
  readonly authentication: Authentication | undefined;
  readonly spam: SpamFinding | undefined;
  readonly block: Block | undefined;
}

export interface Treatment {
  readonly action: Action;
  /** Why, when it is not to be ignored. */
  readonly reason: string | undefined;
  /** Name of the queue for junk; undefined for what is none. */
  readonly queue: string | undefined;
  /** Whether it may not even join a ticket it names. */
  readonly apart: boolean;
  readonly warnings: readonly Warning[];
  readonly steps: readonly Step[];
}

const severity: readonly Action[] = ["ignore", "flag", "junk", "reject"];

interface Judged {
  readonly step: Step;
  readonly action: Action;
  readonly warning: Warning | undefined;
}

/** @param refusable whether the sender would still hear of a refusal; else what should be refused is junk */
export function treat(
  { authentication, spam, block }: Origin,
  settings: OriginSettings,
  refusable: boolean,
): Treatment {
  const judged = [
    ...(authentication === undefined ? [] : [judgeAuthentication(authentication, settings.authentication)]),
    ...(spam === undefined ? [] : [judgeSpam(spam, settings.spam.onSpam)]),
    ...(block === undefined ? [] : [judgeBlock(block)]),
  ];
  const worst = judged.toSorted((a, b) => severity.indexOf(b.action) - severity.indexOf(a.action))[0];
  const wanted = worst?.action ?? "ignore";
  const action = wanted === "reject" && !refusable ? "junk" : wanted;
  return {
    action,
    reason: action === "ignore" ? undefined : worst?.warning?.message,
    queue: action === "junk" ? settings.spam.queue : undefined,
    apart: block !== undefined,
    warnings: judged.filter((one) => one.action !== "ignore").flatMap(({ warning }) => warning ?? []),
    steps: judged.map(({ step }) => step),
  };
}

function judgeAuthentication(found: Authentication, settings: OriginSettings["authentication"]): Judged {
  const saw = `${inWords(found)} for ${found.domain ?? "no domain"}, by ${found.checkedBy}`;
  const of = (action: Action, why: string): Judged => ({
    action,
    step: { rule: "sender's authentication", saw, decided: `${why}: ${inPlainWords(action)}` },
    warning: { code: "authentication", message: `${why} (${inWords(found)}).` },
  });
  const domain = found.domain ?? "the sender's domain";
  if (found.dmarc === "fail") {
    const sealed = found.sealer !== undefined && settings.trustedSealers.includes(found.sealer);
    if (sealed && found.arc === "pass") return of("ignore", `${found.sealer} vouches for what it changed on the way`);
    const why = `This mail does not come from ${domain}, whose address it bears`;
    switch (found.policy) {
      case "reject":
        return of(settings.onReject, `${why}; ${domain} asks to reject such mail`);
      case "quarantine":
        return of(settings.onQuarantine, `${why}; ${domain} asks to treat such mail as suspicious`);
      case "none":
      case undefined:
        return of(settings.onNone, why);
    }
  }
  if (found.dmarc === "none" && found.spf === "fail" && !found.aligned) {
    return of(settings.onSpfFail, `${domain} does not let this client send its mail, and no signature speaks for it`);
  }
  return of("ignore", found.aligned ? `the sender's domain ${domain} is proven` : "nothing speaks against the sender");
}

function judgeSpam({ spam, score, required, by }: SpamFinding, onSpam: Action): Judged {
  const scored = score === undefined ? "" : ` (score ${score}${required === undefined ? "" : ` of ${required}`})`;
  const action = spam ? onSpam : "ignore";
  const why = spam ? `${by} takes this mail for spam${scored}` : `${by} takes it for no spam${scored}`;
  return {
    action,
    step: { rule: "spam", saw: why, decided: inPlainWords(action) },
    warning: spam ? { code: "spam", message: `${why}.` } : undefined,
  };
}

function judgeBlock({ kind, pattern, reason }: Block): Judged {
  const why = `The ${kind} ${pattern} is blocked${reason === "" ? "" : `: ${reason}`}`;
  return {
    action: "reject",
    step: { rule: "block list", saw: why, decided: inPlainWords("reject") },
    warning: { code: "blocked", message: `${why}.` },
  };
}

function inPlainWords(action: Action): string {
  switch (action) {
    case "ignore":
      return "treated as any mail";
    case "flag":
      return "the article is flagged";
    case "junk":
      return "the junk queue, no automatic answer";
    case "reject":
      return "refused by SMTP; by any other road the junk queue, no automatic answer";
  }
}
