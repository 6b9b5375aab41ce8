/** Authentication-Results as mail servers write them (RFC 8601): whose are believed, and what they say. */
import { describe, expect, test } from "vitest";
import { believedAuthentication, parseAuthenticationResults } from "../../src/mail/authenticationResults.ts";

const header = (value: string) => ["Authentication-Results", value] as const;
const believed = (values: readonly string[], from: string | undefined = "customer.test", hosts = ["mx.desk.test"]) =>
  believedAuthentication(values.map(header), from, hosts);

describe("the header's syntax", () => {
  test.each([
    ["mx.desk.test; none", "mx.desk.test", []],
    ["mx.desk.test 1; spf=pass smtp.mailfrom=customer.test", "mx.desk.test", ["spf pass"]],
    [
      '"mx.desk.test"; dkim=fail reason="bad; signature (really)" header.d=customer.test',
      "mx.desk.test",
      ["dkim fail"],
    ],
    [
      "MX.Desk.Test (a comment; with (one) inside); SPF = SoftFail ; dkim/1=pass",
      "mx.desk.test",
      ["spf softfail", "dkim pass"],
    ],
    ["mx.desk.test; dmarc=hardfail; x-new=wonderful", "mx.desk.test", ["dmarc fail", "x-new none"]],
  ])("%j", (value, host, results) => {
    const parsed = parseAuthenticationResults(value);
    expect(parsed?.host).toBe(host);
    expect(parsed?.entries.map(({ method, result }) => `${method} ${result}`)).toEqual(results);
  });

  test.each(["", ";", "mx.desk.test 2; spf=pass"])("%j is none", (value) => {
    expect(parseAuthenticationResults(value)).toBeUndefined();
  });

  test("a quoted reason is kept out of the properties", () => {
    const parsed = parseAuthenticationResults('mx.desk.test; dkim=fail reason="header.d=good.test" header.d=bad.test');
    expect(parsed?.entries[0]?.properties.get("header.d")).toBe("bad.test");
  });
});

test("only hosts that are named are believed, and without a name nobody is", () => {
  const forged = "mx.evil.test; dmarc=pass header.from=customer.test";
  expect(believed([forged])).toBeUndefined();
  expect(believed([forged], "customer.test", [])).toBeUndefined();
  expect(believed(["mx.desk.test; none"])).toBeUndefined();
});

test("what stands higher was written later and counts", () => {
  const real = "mx.desk.test; dmarc=fail (p=reject dis=none) header.from=customer.test";
  const forged = "mx.desk.test; dmarc=pass header.from=customer.test";
  expect(believed([real, forged])).toMatchObject({ dmarc: "fail", policy: "reject", aligned: false });
});

test("what fails DMARC is not proven by an SPF or a signature that only looks as if it spoke for From", () => {
  const spf = "spf=pass smtp.mailfrom=mail.customer.test";
  expect(believed([`mx.desk.test; ${spf}; dmarc=fail header.from=customer.test`])?.aligned).toBe(false);
  expect(believed([`mx.desk.test; ${spf}; dmarc=none header.from=customer.test`])?.aligned).toBe(true);
});

test("headers of several filters on the same host are read together", () => {
  expect(
    believed([
      "mx.desk.test; dmarc=pass (p=quarantine dis=none) header.from=customer.test",
      "mx.desk.test; dkim=pass (2048-bit key) header.d=customer.test header.i=@customer.test header.s=s1",
      "mx.desk.test; spf=pass (mailfrom) smtp.mailfrom=customer.test",
    ]),
  ).toEqual({
    spf: "pass",
    dkim: "pass",
    dmarc: "pass",
    arc: "none",
    domain: "customer.test",
    aligned: true,
    policy: "quarantine",
    sealer: undefined,
    checkedBy: "mx.desk.test",
    reason: "mx.desk.test says spf=pass dkim=pass dmarc=pass",
  });
});

test.each([
  ["a signature of From's domain", "dkim=pass header.d=customer.test", true],
  ["of a domain below it", "dkim=pass header.d=mail.customer.test", true],
  ["by an identity without header.d", "dkim=pass header.i=@customer.test", true],
  ["of a stranger", "dkim=pass header.d=sender.test", false],
  ["of a domain with the same end", "dkim=pass header.d=notcustomer.test", false],
  ["of a whole top-level domain", "dkim=pass header.d=test", false],
  ["a failed one", "dkim=fail header.d=customer.test", false],
  ["SPF of From's domain", "spf=pass smtp.mailfrom=ann@customer.test", true],
  ["SPF of a stranger", "spf=pass smtp.mailfrom=bounce@sender.test", false],
  [
    "the signature that speaks for From, among several",
    "dkim=fail header.d=customer.test; dkim=pass header.d=list.test; dkim=pass header.d=customer.test",
    true,
  ],
])("without DMARC, %s proves From: %j", (_name, results, aligned) => {
  expect(believed([`mx.desk.test; ${results}`])?.aligned).toBe(aligned);
});
