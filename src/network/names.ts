/** What the name server says of a host, in words. */
import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { said, type Words } from "../said.ts";

/** @throws what Node throws for a name that is not known */
export async function addressesOf(host: string): Promise<Words> {
  if (isIP(host) !== 0) return said`${host} is an address`;
  const found = await lookup(host, { all: true });
  return said`${host} is ${found.map(({ address }) => address).join(", ")}`;
}
