/** Whether an envelope recipient is one of ours: a system address in any case, with or without `+detail`, or postmaster. */

export function acceptsRecipient(address: string, ours: { has(address: string): boolean }): boolean {
  const wanted = address.toLowerCase();
  // RFC 5321 §4.5.1: postmaster must be accepted, with and without a domain.
  if (wanted === "postmaster" || wanted.startsWith("postmaster@")) return true;
  return ours.has(wanted) || ours.has(wanted.replace(/\+[^@]*@/, "@"));
}
