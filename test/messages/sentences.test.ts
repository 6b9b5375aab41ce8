/** What the helpdesk says where it can be shown in any language: all of it translated, and nothing an agent meets left out. */
import { describe, expect, it } from "vitest";
import { titleOf } from "../../src/admin/module.ts";
import { adminModules } from "../../src/admin/modules/index.ts";
import { adminWordsOf } from "../../src/messages/administration.ts";
import { sentencesOf } from "../../src/messages/sentences.ts";
import { joined, said, sayable, spoken } from "../../src/said.ts";
import { saidIn } from "./saidIn.ts";

const languages = ["de", "es", "fr"] as const;
const { sentences } = saidIn("src/**/*.ts", "daemon/**/*.ts");

/** What is said by `sayable`, declared as data: kinds of people, titles, and what the fields of administration ask for. */
const declared = [
  "agent",
  "customer",
  ...adminModules.map(titleOf),
  ...adminModules
    .flatMap(({ fields }) => Object.values(fields))
    .flatMap((field) => [
      "form" in field ? field.form : undefined,
      "unit" in field ? field.unit : undefined,
      field.fixed,
    ])
    .filter((words) => words !== undefined),
];

/** In English they name a thing with its article, which other languages do without. */
const withArticle = ["{0} has no {1}", "{0} is {1} already", "{0} is {1} already, spelt {2}", "{0} lacks its {1}"];

const places = (words: string) => [...words.matchAll(/\{\d\}/g)].map(String).toSorted();

describe.each(languages)("in %s", (language) => {
  it("everything is said that is said anywhere, and nothing that is said no more", async () => {
    const ofAdministration = await adminWordsOf(language);
    // What forms say of fields is said there, once: adminWords.test.ts.
    const others = (all: Iterable<string>) => [...all].filter((key) => ofAdministration[key] === undefined).toSorted();
    expect(others(Object.keys(await sentencesOf(language)))).toEqual(others(new Set([...sentences, ...declared])));
  });

  it("each sentence has the values of the English one, and ends as it does", async () => {
    for (const [english, words] of Object.entries(await sentencesOf(language))) {
      if (withArticle.includes(english)) expect(places(english)).toEqual(expect.arrayContaining(places(words)));
      else expect([english, ...places(words)]).toEqual([english, ...places(english)]);
      expect([english, /[.?]$/.exec(words)?.[0]]).toEqual([english, /[.?]$/.exec(english)?.[0]]);
    }
  });
});

it("leaves out nothing that an agent, a customer or an administrator can meet", () => {
  const { unsaid } = saidIn(
    "src/{admin,customer,intake,outgoing,people,search,ticket}/**/*.ts",
    "src/{ldap,login,network,oidc}/**/*.ts",
    "src/store/failure.ts",
    "daemon/http/**/*.ts",
  );
  expect(unsaid).toEqual([]);
});

it("leaves out nothing that a schema says of a value; the configuration file alone is told of in English", () => {
  const inEnglish = ["src/config/", "src/cli/"];
  const { plainMessages } = saidIn("src/**/*.ts", "daemon/**/*.ts");
  expect(plainMessages.filter((place) => !inEnglish.some((folder) => place.startsWith(folder)))).toEqual([]);
});

it("puts values where a language has them, and says in English what it does not know", () => {
  const words = joined([said`there is no ${sayable("queue")} "${"{0} of Ann"}"`, said`Try again`], ". ");
  expect(spoken(words)).toBe('there is no queue "{0} of Ann". Try again');
  const german = { 'there is no {0} "{1}"': "{0} „{1}“ gibt es nicht", queue: "Queue" };
  expect(spoken(words, german)).toBe("Queue „{0} of Ann“ gibt es nicht. Try again");
  expect(spoken(joined([undefined, said`Try again`, ""], " "))).toBe("Try again");
});
