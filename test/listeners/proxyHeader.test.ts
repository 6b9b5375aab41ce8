/** The PROXY protocol's header as the document of its authors has it. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { readProxyHeader } from "../../daemon/mail/proxyHeader.ts";

const signature = "\r\n\r\n\0\r\nQUIT\n";

function second(command: number, family: number, addresses: Buffer): Buffer {
  const size = Buffer.alloc(2);
  size.writeUInt16BE(addresses.length);
  return Buffer.concat([Buffer.from(signature, "latin1"), Buffer.from([command, family]), size, addresses]);
}

const ipv4 = Buffer.from([192, 0, 2, 1, 198, 51, 100, 1, 0xdc, 0x04, 0, 25]);
const ipv6 = Buffer.concat([
  Buffer.from("20010db8000000000000000000000001", "hex"),
  Buffer.from("20010db8000000000000000000000002", "hex"),
  Buffer.from([0xdc, 0x04, 0, 25]),
]);

test.each([
  ["PROXY TCP4 192.0.2.1 198.51.100.1 56324 25\r\n", { address: "192.0.2.1", port: 56324 }],
  ["PROXY TCP6 2001:db8::1 2001:db8::2 56324 25\r\n", { address: "2001:db8::1", port: 56324 }],
  ["PROXY UNKNOWN\r\n", undefined],
  ["PROXY UNKNOWN ffff:f...f:ffff ffff:f...f:ffff 65535 65535\r\n", undefined],
])("version 1: %j", (line, source) => {
  expect(readProxyHeader(Buffer.from(`${line}EHLO`))).toEqual({ kind: "header", length: line.length, source });
});

test.each([
  ["a client by IPv4", second(0x21, 0x11, ipv4), { address: "192.0.2.1", port: 56324 }],
  ["a client by IPv6", second(0x21, 0x21, ipv6), { address: "2001:db8:0:0:0:0:0:1", port: 56324 }],
  [
    "addresses followed by TLVs",
    second(0x21, 0x11, Buffer.concat([ipv4, Buffer.from([4, 0, 1, 0])])),
    { address: "192.0.2.1", port: 56324 },
  ],
  ["a health check of the proxy's own", second(0x20, 0x00, Buffer.alloc(0)), undefined],
  ["a client by a Unix socket", second(0x21, 0x31, Buffer.alloc(216)), undefined],
])("version 2: %s", (_name, octets, source) => {
  const whole = Buffer.concat([octets, Buffer.from("EHLO")]);
  expect(readProxyHeader(whole)).toEqual({ kind: "header", length: octets.length, source });
  for (let length = 0; length < octets.length; length += 1) {
    expect(readProxyHeader(octets.subarray(0, length))).toEqual({ kind: "more" });
  }
});

test.each([
  ["another protocol", Buffer.from("EHLO client.test\r\n")],
  ["an address that is none", Buffer.from("PROXY TCP4 example.test 198.51.100.1 1 25\r\n")],
  ["an address of the other family", Buffer.from("PROXY TCP4 2001:db8::1 2001:db8::2 1 25\r\n")],
  ["a port that is none", Buffer.from("PROXY TCP4 192.0.2.1 198.51.100.1 65536 25\r\n")],
  ["a line without end", Buffer.from(`PROXY TCP4 ${"1".repeat(120)}`)],
  ["version 3", second(0x31, 0x11, ipv4)],
  ["an unknown command", second(0x22, 0x11, ipv4)],
  ["too few addresses", second(0x21, 0x11, ipv4.subarray(0, 8))],
  ["a length beyond reason", second(0x21, 0x11, Buffer.alloc(3000))],
])("%s is refused", (_name, octets) => {
  expect(readProxyHeader(octets).kind).toBe("invalid");
});

test("no octets at all make it throw or read past them", () => {
  const beginnings = fc.constantFrom("", "PROXY ", "PROXY TCP4 ", signature, `${signature}\x21\x11`);
  fc.assert(
    fc.property(beginnings, fc.uint8Array({ maxLength: 300 }), (start, rest) => {
      const octets = Buffer.concat([Buffer.from(start, "latin1"), rest]);
      const header = readProxyHeader(octets);
      return header.kind !== "header" || header.length <= octets.length;
    }),
    { numRuns: 2000 },
  );
});
