/** The PROXY protocol's header, versions 1 and 2 (haproxy.org proxy-protocol.txt): who the client behind a proxy is. */
import { isIP } from "node:net";

export type ProxyHeader =
  | { readonly kind: "more" }
  | { readonly kind: "invalid"; readonly reason: string }
  /** `source` is undefined where the proxy speaks for itself (a health check) or for a client without an address. */
  | { readonly kind: "header"; readonly length: number; readonly source: Source | undefined };

export interface Source {
  readonly address: string;
  readonly port: number;
}

const signature = Buffer.from("\r\n\r\n\0\r\nQUIT\n", "latin1");
/** §2.1: a line of version 1 has at most 107 octets with its end. */
const longestLine = 107;
/** Far more than any proxy adds in TLVs; the length field itself would allow 64 kB. */
const longestBinary = 2048;

/** @param octets what the connection began with so far */
export function readProxyHeader(octets: Buffer): ProxyHeader {
  const start = octets.subarray(0, signature.length);
  if (signature.subarray(0, start.length).equals(start)) {
    return start.length < signature.length ? { kind: "more" } : binary(octets);
  }
  return line(octets);
}

function line(octets: Buffer): ProxyHeader {
  const end = octets.indexOf("\r\n");
  const text = octets.subarray(0, end === -1 ? longestLine : end).toString("latin1");
  if (!"PROXY ".startsWith(text.slice(0, 6))) return invalid("the connection does not begin with a PROXY header");
  if (end === -1) return octets.length < longestLine ? { kind: "more" } : invalid("the PROXY header has no end");
  const [, protocol, address = "", , port = ""] = text.split(" ");
  if (protocol === "UNKNOWN") return { kind: "header", length: end + 2, source: undefined };
  const family = protocol === "TCP4" ? 4 : protocol === "TCP6" ? 6 : undefined;
  if (family === undefined || isIP(address) !== family || !isPort(port)) return invalid("a PROXY header without sense");
  return { kind: "header", length: end + 2, source: { address, port: Number(port) } };
}

function binary(octets: Buffer): ProxyHeader {
  if (octets.length < 16) return { kind: "more" };
  const command = octets.readUInt8(12);
  const size = octets.readUInt16BE(14);
  // §2.2: the high four bits are the version, which must be 2.
  if (command >> 4 !== 2 || (command & 0x0f) > 1) return invalid("a PROXY header of an unknown version");
  if (size > longestBinary) return invalid("a PROXY header that is too long");
  const length = 16 + size;
  if (octets.length < length) return { kind: "more" };
  const local = (command & 0x0f) === 0;
  const source = local ? undefined : sourceOf(octets.readUInt8(13), octets.subarray(16, length));
  return source === "short" ? invalid("a PROXY header without an address") : { kind: "header", length, source };
}

/** High four bits the family, low four the transport: 1 is IPv4, 2 is IPv6; 1 is a stream. */
function sourceOf(family: number, addresses: Buffer): Source | undefined | "short" {
  if (family === 0x11) {
    if (addresses.length < 12) return "short";
    return { address: [...addresses.subarray(0, 4)].join("."), port: addresses.readUInt16BE(8) };
  }
  if (family === 0x21) {
    if (addresses.length < 36) return "short";
    const groups = Array.from({ length: 8 }, (_, index) => addresses.readUInt16BE(index * 2).toString(16));
    return { address: groups.join(":"), port: addresses.readUInt16BE(32) };
  }
  return undefined;
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65_535;
}

function invalid(reason: string): ProxyHeader {
  return { kind: "invalid", reason };
}
