import { describe, expect, it } from "vitest";
import { translatePerl } from "../../../src/postmaster/filters/perl.ts";
import { spoken } from "../../../src/said.ts";

function search(source: string, text: string): boolean | string {
  const translated = translatePerl(source);
  return "failure" in translated ? spoken(translated.failure) : translated.expression.test(text);
}

describe("an expression written for Perl finds what Perl finds", () => {
  it.each([
    ["ann\\@customer\\.test", "Ann@Customer.test", true],
    ["foo$", "foo\n", true],
    ["foo\\z", "foo\n", false],
    ["\\Afoo", "a foo", false],
    ["^b", "a\nb", false],
    ["(?m)^b", "a\nb", true],
    ["(?s)a.b", "a\nb", true],
    ["a.b", "a\nb", false],
    ["(?x) a  b # a comment", "ab", true],
    ["\\bünd\\b", "der ünd das", true],
    ["\\bund", "dünund", false],
    ["^\\w+$", "größe", true],
    ["[[:alpha:]]{3}[[:digit:]]", "äöü7", true],
    ["\\Qa.b*\\E+", "a.b**", true],
    ["\\Qa.b\\E", "axb", false],
    ["a{,2}b", "aab", true],
    ["a{x}", "a{x}", true],
    ["\\x{263a}", "☺", true],
    ["(?P<n>ab)-(?P=n)", "ab-ab", true],
    ["(a)\\1", "aa", true],
    ["(?i)x", "X", true],
    ["(?#nothing)x", "x", true],
    ["[]a]", "]", true],
    ["[a\\-z]", "-", true],
    ["\\h+x", "\t x", true],
    ["", "anything", true],
  ])("%s in %j: %s", (source, text, found) => {
    expect(search(source, text)).toBe(found);
  });
});

describe("an expression that has no equal is refused with its reason", () => {
  it.each([
    ["a++", 'the possessive quantifier "++" has no equal here'],
    ["(?>a)", '"(?>a" has no equal here'],
    ["(?R)", '"(?R" has no equal here'],
    ["(*SKIP)", "backtracking verbs (*…) have no equal here"],
    ["a\\Kb", '"\\K" has no equal here'],
    ["[abc", '"[" is not closed'],
    ["(abc", '"(" is not closed'],
    ["abc\\", "it ends with a backslash"],
    ["*", 'a "*", "+", "?" or "{" has nothing before it to repeat'],
    ["b)", '")" closes nothing'],
    ["[b-a]", 'a range between "[" and "]" is the wrong way round'],
    ["a{2,1}", 'the numbers between "{" and "}" are the wrong way round'],
    ["(?<a>x)(?<a>y)", "two groups have the same name"],
    ["\\p{Foo}", "there is no such Unicode property"],
  ])("%s", (source, reason) => {
    expect(search(source, "abc")).toBe(reason);
  });
  it("when it is longer than any filter", () => {
    expect(search("a".repeat(3000), "")).toBe("it is longer than 2000 characters");
  });
});
