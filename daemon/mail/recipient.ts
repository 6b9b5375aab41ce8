/** Whether an envelope recipient is one of ours: a system address with or without a detail, postmaster, or the catch-all. */

export interface Ours {
  /** System addresses in lower case. */
  readonly addresses: ReadonlyMap<string, unknown>;
  readonly fqdn: string;
  readonly catchAll: readonly string[];
  readonly delimiter: string;
  /** Whether this is a signed envelope sender of ours; what comes to a forged one is no bounce of our mail. */
  isReturnPath(address: string): boolean;
}

export function acceptsRecipient(address: string, ours: Ours): boolean {
  const wanted = address.toLowerCase();
  if (ours.addresses.has(wanted) || ours.addresses.has(withoutDetail(wanted, ours.delimiter))) return true;
  // RFC 5321 §4.5.1: postmaster must be accepted, with each domain that is served and without one.
  if (wanted === "postmaster") return true;
  if (ours.isReturnPath(wanted)) return true;
  const domain = domainOf(wanted);
  if (ours.catchAll.includes(domain)) return true;
  return wanted === `postmaster@${domain}` && isOurs(domain, ours);
}

/** `support+printer@desk.test` is `support@desk.test` (RFC 5233). */
function withoutDetail(address: string, delimiter: string): string {
  const at = address.lastIndexOf("@");
  const detail = address.indexOf(delimiter);
  return detail > 0 && detail < at ? address.slice(0, detail) + address.slice(at) : address;
}

function isOurs(domain: string, { addresses, fqdn }: Ours): boolean {
  if (domain === fqdn.toLowerCase()) return true;
  for (const address of addresses.keys()) if (domainOf(address) === domain) return true;
  return false;
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1);
}
