/** Names that every installation begins with: shown in the agent's language, sent and searched as they are. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { languages } from "../../src/messages/catalogue.ts";
import { packageRoot } from "../../src/packageRoot.ts";
import { speak } from "../../tui/messages.ts";
import { type Named, namedItem, shortState, shownName } from "../../tui/text/names.ts";
import { widthOf } from "../../tui/text/safe.ts";
import { completionsOf } from "../../tui/text/searchWords.ts";
import { install } from "../peers/gotrs.ts";
import { terminalAbsent } from "../peers/terminal.ts";
import { openDesk } from "./desk.ts";

const absent = await terminalAbsent();
if (absent !== undefined && process.env.CI === "true") throw new Error(absent);

afterEach(() => speak("en"));

type Rows = readonly { readonly name: string }[];
const initial: Readonly<Record<string, Rows>> = parse(
  await readFile(join(packageRoot, "schema", "initial", "lists.yaml"), "utf8"),
);
const tables: Readonly<Record<Named, string>> = {
  state: "ticket_state",
  priority: "ticket_priority",
  type: "ticket_type",
  lock: "ticket_lock_type",
};
const named = Object.entries(tables).flatMap(([kind, table]) =>
  (initial[table] ?? []).map(({ name }) => [kind as Named, name] as const),
);

it("leaves every name as it is in English", () => {
  expect(named.length).toBeGreaterThan(15);
  for (const [kind, name] of named) expect(shownName(kind, name)).toBe(name);
});

it.each(["de", "es", "fr"] as const)(
  "has a word of its own in %s for every name of the initial data",
  async (language) => {
    await speak(language);
    const same = named.filter(([kind, name]) => shownName(kind, name) === name).map(([, name]) => name);
    // A word of German and Spanish, too.
    expect(same.filter((name) => name !== "3 normal")).toEqual([]);
    const shown = named.map(([kind, name]) => `${kind} ${shownName(kind, name)}`);
    expect(new Set(shown).size).toBe(named.length);
  },
);

it.each(languages)("says in %s how far a ticket is in the cells of its column", async (language) => {
  await speak(language);
  for (const { name } of initial.ticket_state_type ?? []) expect(widthOf(shortState(name))).toBeLessThanOrEqual(7);
});

it("shows what a desk has named itself as it is, in whatever kind", async () => {
  await speak("de");
  expect(shownName("state", "waiting for parts")).toBe("waiting for parts");
  expect(shownName("state", "constructor")).toBe("constructor");
  expect(shownName("type", "new")).toBe("new");
  expect(shortState("parked")).toBe("parked");
  expect(namedItem("state", "open")).toEqual({ value: "open", label: "offen", alias: "open" });
});

it("completes a search with the name itself, found by its word in the agent's language as well", async () => {
  const states = ["open", "closed successful", "waiting for parts"].map((name, id) => ({ id, name, type: "" }));
  const names = { queues: [], states, priorities: [], types: [], agents: [] };
  await speak("de");
  expect(completionsOf("state:clo", names)).toEqual([
    { label: "closed successful (erfolgreich geschlossen)", text: 'state:"closed successful" ' },
  ]);
  expect(completionsOf("state:erfolgr", names).map(({ text }) => text)).toEqual(['state:"closed successful" ']);
  expect(completionsOf("state:wait", names).map(({ label }) => label)).toEqual(["waiting for parts"]);
  expect(completionsOf("lock:", names).map(({ label }) => label)).toEqual(["lock (gesperrt)", "unlock (frei)"]);
  expect(completionsOf("state:open", names)).toEqual([]);
});

describe.skipIf(absent !== undefined)(`a German desk ${absent ?? ""}`, () => {
  it("shows its words, finds them by either name, and sends the name; what is refused is told in German too", async () => {
    await using installation = await install();
    await using _daemon = await installation.serve();
    await using terminal = await openDesk(installation, { environment: { LC_ALL: "de_DE.UTF-8" } });
    await terminal.see("Raw · neu · 3 normal");
    await terminal.press("p", "very hi", "Enter");
    await terminal.see("Priorität 5 sehr hoch");
    await terminal.press("s", "erinner", "Enter");
    await terminal.see("Bis (");
    await terminal.press("3d", "Enter");
    await terminal.see("Raw · warten zur Erinnerung bis");
    await terminal.press("u");
    await terminal.see("Raw · neu · 5 sehr hoch");
    await terminal.press("#", "77", "Enter");
    await terminal.see("es gibt kein Ticket 77, oder Sie dürfen es nicht sehen");
    const { tickets } = await installation.json<{ tickets: readonly object[] }>("ticket", "list");
    expect(tickets).toMatchObject([{ state: "new", priority: "5 very high" }]);
  });
});
