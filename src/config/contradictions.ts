/** Settings that are right each by itself and wrong together. */
import type { Values } from "./keys.ts";

/** @returns a line for every fault */
export function contradictions(values: Values): readonly string[] {
  const faults: string[] = [];
  const { "smtp.tls.certFile": certificate, "smtp.tls.keyFile": privateKey } = values;
  if ((certificate === undefined) !== (privateKey === undefined)) {
    faults.push("smtp.tls: certFile and keyFile belong together. Set both, or neither");
  }
  if (certificate === undefined && values["smtps.listen"] !== undefined) {
    faults.push("smtps.listen: needs a certificate. Set smtp.tls.certFile and smtp.tls.keyFile, or leave it out");
  }
  if (certificate === undefined && values["smtp.auth"] !== "off") {
    faults.push(
      `smtp.auth: is "${values["smtp.auth"]}", but passwords travel only over TLS. Set smtp.tls.certFile and ` +
        "smtp.tls.keyFile, or smtp.auth: off",
    );
  }
  for (const [section, people] of [
    ["login", "agents"],
    ["customer", "customers"],
  ] as const) {
    const sources = values[`${section}.passwords`];
    if (sources.includes("database") || values[`ldap.${people}`].length > 0) continue;
    if (sources.length === 0) continue;
    faults.push(
      `${section}.passwords: names no other source than directories, and ldap.${people} has none. Add a directory, or ` +
        `${section}.passwords: [database]`,
    );
  }
  return faults;
}
