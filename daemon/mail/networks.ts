/** Clients by their address: which networks they belong to, and what counts as one client. */
import { BlockList, isIPv6 } from "node:net";

export type AddressSet = (address: string) => boolean;

/** @param list addresses and CIDR networks, as the configuration has checked them */
export function networkSet(list: readonly string[]): AddressSet {
  const set = new BlockList();
  for (const entry of list) {
    const [address = "", bits] = entry.split("/");
    const family = isIPv6(address) ? "ipv6" : "ipv4";
    if (bits === undefined) set.addAddress(address, family);
    else set.addSubnet(address, Number(bits), family);
  }
  return (address) => address !== "" && set.check(plain(address), isIPv6(plain(address)) ? "ipv6" : "ipv4");
}

/** An IPv4 client of a socket that listens on IPv6 as well shows as `::ffff:192.0.2.1`. */
export function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, "");
}

/** What shares a limit: an IPv4 address, or the IPv6 network of 64 bits that one subscriber is given. */
export function clientOf(address: string): string {
  const own = plain(address);
  if (!isIPv6(own)) return own;
  const [head = "", tail] = own.toLowerCase().split("::");
  const first = head === "" ? [] : head.split(":");
  const last = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => "0");
  return `${[...first, ...zeros, ...last].slice(0, 4).join(":")}::/64`;
}
