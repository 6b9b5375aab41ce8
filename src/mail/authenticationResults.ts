/** Reads Authentication-Results headers (RFC 8601) of hosts that the administrator believes. Checks nothing by itself. */
import { type Authentication, type AuthResult, authResult, inWords } from "./authentication.ts";

interface Entry {
  readonly method: string;
  readonly result: AuthResult;
  /** `header.from` → value; names in lower case. */
  readonly properties: ReadonlyMap<string, string>;
  /** What stood in parentheses. */
  readonly comment: string;
}

export interface AuthenticationResults {
  /** In lower case. */
  readonly host: string;
  readonly entries: readonly Entry[];
}

/**
 * What the believed hosts found; undefined when none of them says anything. A method's first result counts: later headers
 * are older, and a forged one lies below those of the host that took the mail.
 * @param hosts authserv-ids in lower case
 */
export function believedAuthentication(
  headers: readonly (readonly [name: string, value: string])[],
  fromDomain: string | undefined,
  hosts: readonly string[],
): Authentication | undefined {
  if (hosts.length === 0) return undefined;
  const found = headers
    .filter(([name]) => name.toLowerCase() === "authentication-results")
    .map(([, value]) => parseAuthenticationResults(value))
    .filter((one) => one !== undefined)
    .filter(({ host, entries }) => hosts.includes(host) && entries.length > 0);
  const [first] = found;
  if (first === undefined) return undefined;
  const entries = found.flatMap((one) => one.entries);
  const dkim = bestOf(entries, "dkim", fromDomain);
  const spf = entries.find(({ method }) => method === "spf");
  const dmarc = entries.find(({ method }) => method === "dmarc");
  const arc = entries.find(({ method }) => method === "arc");
  const speaksForFrom =
    (dkim?.result === "pass" && isOf(signerOf(dkim), fromDomain)) ||
    (spf?.result === "pass" && isOf(domainOf(spf.properties.get("smtp.mailfrom")), fromDomain));
  // Whoever checked DMARC knew better which domains belong together.
  const aligned = dmarc?.result === "pass" || (dmarc?.result !== "fail" && speaksForFrom);
  const results = {
    spf: spf?.result ?? "none",
    dkim: dkim?.result ?? "none",
    dmarc: dmarc?.result ?? "none",
    arc: arc?.result ?? "none",
  } as const;
  return {
    ...results,
    domain: fromDomain,
    aligned,
    policy: policyOf(dmarc),
    sealer: arc?.result === "pass" ? sealerOf(arc) : undefined,
    checkedBy: first.host,
    reason: `${first.host} says ${inWords(results)}`,
  };
}

/** undefined for what is no such header, or one of a version that is not known (§2.2). */
export function parseAuthenticationResults(value: string): AuthenticationResults | undefined {
  const [head, ...rest] = splitOutside(value, ";");
  const [host, version] = withoutComments(head ?? "")
    .trim()
    .split(/\s+/);
  if (host === undefined || host === "" || (version !== undefined && version !== "1")) return undefined;
  const entries = rest.map(entryOf).filter((entry) => entry !== undefined);
  return { host: unquoted(host).toLowerCase(), entries };
}

function entryOf(text: string): Entry | undefined {
  const comments = commentsOf(text);
  const [, method, word, properties = ""] =
    /^\s*([a-z0-9-]+)(?:\s*\/\s*\d+)?\s*=\s*([a-z0-9-]+)(.*)$/is.exec(withoutComments(text)) ?? [];
  if (method === undefined || word === undefined) return undefined;
  const pairs = properties.matchAll(/([a-z0-9.-]+)\s*=\s*("(?:[^"\\]|\\.)*"|\S+)/gi);
  return {
    method: method.toLowerCase(),
    result: authResult(word),
    properties: new Map(Array.from(pairs, ([, name = "", found = ""]) => [name.toLowerCase(), unquoted(found)])),
    comment: comments,
  };
}

/** Of several signatures the one that speaks for From, else one that passed, else the first. */
function bestOf(entries: readonly Entry[], method: string, fromDomain: string | undefined): Entry | undefined {
  const all = entries.filter((entry) => entry.method === method);
  const passed = all.filter(({ result }) => result === "pass");
  return passed.find((entry) => isOf(signerOf(entry), fromDomain)) ?? passed[0] ?? all[0];
}

function signerOf({ properties }: Entry): string | undefined {
  return domainOf(properties.get("header.d") ?? properties.get("header.i"));
}

function sealerOf({ properties }: Entry): string | undefined {
  return domainOf(properties.get("header.d"));
}

/** Google and OpenDMARC write it into the comment, others as a property. */
function policyOf(dmarc: Entry | undefined): Authentication["policy"] {
  const word = dmarc?.properties.get("policy.dmarc") ?? /\bp=(\w+)/i.exec(dmarc?.comment ?? "")?.[1];
  const lower = word?.toLowerCase();
  return lower === "reject" || lower === "quarantine" || lower === "none" ? lower : undefined;
}

/** The part after the last @, or the whole; in lower case. */
function domainOf(text: string | undefined): string | undefined {
  return text?.slice(text.lastIndexOf("@") + 1).toLowerCase();
}

/** The same domain, or one below or above it: relaxed alignment, where no list of public suffixes is at hand. */
function isOf(domain: string | undefined, from: string | undefined): boolean {
  if (domain === undefined || from === undefined || !domain.includes(".")) return false;
  return domain === from || from.endsWith(`.${domain}`) || domain.endsWith(`.${from}`);
}

function unquoted(text: string): string {
  return text.startsWith('"') ? text.slice(1, -1).replace(/\\(.)/g, "$1") : text;
}

function splitOutside(text: string, separator: string): readonly string[] {
  const parts: string[] = [""];
  walk(text, (character, depth, quoted) => {
    if (character === separator && depth === 0 && !quoted) parts.push("");
    else parts[parts.length - 1] += character;
  });
  return parts;
}

function withoutComments(text: string): string {
  let kept = "";
  walk(text, (character, depth) => {
    if (depth === 0) kept += character === ")" ? " " : character;
  });
  return kept;
}

function commentsOf(text: string): string {
  let kept = "";
  walk(text, (character, depth) => {
    if (depth > 0) kept += character;
  });
  return kept;
}

/** Each character with the depth of comments it lies in; a parenthesis belongs to its comment, the last one does not. */
function walk(text: string, see: (character: string, depth: number, quoted: boolean) => void): void {
  let depth = 0;
  let quoted = false;
  let escaped = false;
  for (const character of text) {
    if (escaped) escaped = false;
    else if (character === "\\") escaped = true;
    else if (character === '"' && depth === 0) quoted = !quoted;
    else if (character === "(" && !quoted) depth += 1;
    else if (character === ")" && !quoted && depth > 0) depth -= 1;
    see(character, depth, quoted);
  }
}
