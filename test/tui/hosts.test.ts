/** Domains that look like others, and links: what is read is where it leads. */
import { expect, it } from "vitest";
import { honestHosts, knowsLinks, linkedParts } from "../../tui/text/hosts.ts";

it.each<[string, string]>([
  ["Log in at http://раypal.com/login now", "Log in at http://раypal.com/login [xn--ypal-43d9g.com] now"],
  ["Eve <eve@gооgle.com>", "Eve <eve@gооgle.com [xn--ggle-55da.com]>"],
  ["https://bücher.example/a?b=ü", "https://bücher.example/a?b=ü [xn--bcher-kva.example]"],
  ["https://example.com/straße", "https://example.com/straße"],
  ["Grüße an ann@example.com, ganz ohne.", "Grüße an ann@example.com, ganz ohne."],
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
