/** Domains that look like others, and links: what is read is where it leads. */
import { expect, it } from "vitest";
import { honestHosts } from "../../src/honestHosts.ts";
import { knowsLinks, linkedParts } from "../../tui/text/hosts.ts";

it.each<[string, string]>([
  ["Log in at http://раypal.com/login now", "Log in at http://раypal.com/login [xn--ypal-43d9g.com] now"],
  ["Eve <eve@gооgle.com>", "Eve <eve@gооgle.com [xn--ggle-55da.com]>"],
  ["https://bücher.example/a?b=ü", "https://bücher.example/a?b=ü [xn--bcher-kva.example]"],
  ["https://example.com/straße", "https://example.com/straße"],
  ["Grüße an ann@example.com, ganz ohne.", "Grüße an ann@example.com, ganz ohne."],
  ["Eve <eve@gооgle.com [xn--ggle-55da.com]>", "Eve <eve@gооgle.com [xn--ggle-55da.com]>"],
  ["a@bü.de,c@dü.de", "a@bü.de [xn--b-eha.de],c@dü.de [xn--d-eha.de]"],
  ["раураӏ.com, www.раypal.com", "раураӏ.com [xn--80aa0cbo65f.com], www.раypal.com [www.xn--ypal-43d9g.com]"],
  ["x@evil。com and http://ｐａｙｐａｌ.com", "x@evil。com [evil.com] and http://ｐａｙｐａｌ.com [paypal.com]"],
  ["ann@exa\u200bmple.com", "ann@exa\u200bmple.com [example.com]"],
  ["https://paypal.com∕x.evil.com/", "https://paypal.com∕x.evil.com/ [paypal.xn--comx-id9a.evil.com]"],
  ["https://paypal.com@evil.com/x", "https://paypal.com@evil.com/x [evil.com]"],
  ["ad\u200bmin@example.com", "ad\ufffdmin@example.com"],
  ["http://evil.test\u0007click ü", "http://evil.test\u0007click ü"],
  ["@müller schrieb Grüße.Danke, z.B. so", "@müller schrieb Grüße.Danke, z.B. so"],
])("shows in %s what computers call the domain", (text, shown) => {
  expect(honestHosts(text)).toBe(shown);
});

it("makes links of whole addresses only, without what stands around them", () => {
  expect(linkedParts("See https://example.com/a?b=1, or (http://x.test).", 80)).toEqual([
    { text: "See " },
    { text: "https://example.com/a?b=1", link: "https://example.com/a?b=1" },
    { text: ", or (" },
    { text: "http://x.test", link: "http://x.test" },
    { text: ")." },
  ]);
  const half = "https://example.com/this-goes-on-in-the-ne";
  expect(linkedParts(half, half.length)).toEqual([{ text: half }]);
});

it("prints links only for terminals that are known for them", () => {
  expect(knowsLinks({ TERM: "xterm-256color" })).toBe(false);
  expect(knowsLinks({ TERM: "xterm-kitty" })).toBe(true);
  expect(knowsLinks({ TERM: "xterm-256color", VTE_VERSION: "7006" })).toBe(true);
});
