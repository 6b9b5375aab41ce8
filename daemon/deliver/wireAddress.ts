/** Addresses as they travel in SMTP. */

/** RFC 5890: domains travel in ASCII; a local part beyond ASCII needs SMTPUTF8 and is sent as it is. */
export function wireAddress(address: string): string {
  const at = address.lastIndexOf("@");
  const domain = address.slice(at + 1);
  if (!/[^\u0020-\u007e]/.test(domain)) return address;
  const { hostname } = new URL(`smtp://${domain}`);
  return address.slice(0, at + 1) + hostname;
}
