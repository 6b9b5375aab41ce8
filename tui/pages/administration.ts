/** Administration as pages: the things, and the entries of one; each opens as a form. */
import type { AdminEntry, Thing } from "../client/administration.ts";
import type { Client } from "../client/client.ts";
import { type Form, formOf, newForm } from "../form/form.ts";
import { wordsOf } from "../form/values.ts";
import { text } from "../messages.ts";
import { inCells, safeLine, widestOf } from "../text/safe.ts";
import { aboutThing, loadAdminWords } from "./adminWords.ts";
import { orNone, type Page, type PageLine } from "./page.ts";

/** One of what can be administered. */
export interface AdminThing {
  readonly name: string;
  readonly about: string;
  readonly choose: () => Promise<void>;
}

export interface AdminGround {
  /** What has pages of its own. @param back from them to the list of things */
  readonly further: (back: () => Promise<void>) => readonly AdminThing[];
  readonly client: Client;
  readonly show: (page: Page) => void;
  /** @param leave leads back to where it was opened from */
  readonly fill: (form: Form, leave: () => Promise<void>) => void;
}

export async function thingsPage(ground: AdminGround): Promise<Page> {
  const [things] = await Promise.all([ground.client.things(), loadAdminWords()]);
  const all: readonly AdminThing[] = [
    ...things.map((thing) => ({
      name: thing.thing,
      about: aboutThing(thing),
      choose: async () => ground.show(await entriesPage(ground, thing)),
    })),
    ...ground.further(async () => ground.show(await thingsPage(ground))),
  ];
  const width = widestOf(all.map(({ name }) => name));
  return {
    title: text("page.administration"),
    lines: all.map(({ name, about, choose }) => ({ text: `${inCells(name, width)}  ${about}`, choose })),
  };
}

/** Kinds whose values say something without their field's name, and have room in a line. */
const speaking = new Set(["text", "email", "choice", "reference", "references", "grants"]);

async function entriesPage(ground: AdminGround, thing: Thing): Promise<Page> {
  const entries = await ground.client.entries(thing);
  const keyOf = (entry: AdminEntry): string => String(entry[thing.key] ?? "");
  const width = widestOf(entries.map(keyOf), 40);
  const shown = thing.fields
    .filter(({ name, kind, items }) => name !== thing.key && (speaking.has(kind) || items === "string"))
    .slice(0, 4);
  const back = async (): Promise<void> => ground.show(await entriesPage(ground, thing));
  const add: PageLine = {
    id: "",
    text: text("admin.add"),
    meaning: "good",
    choose: () => ground.fill(newForm(thing), back),
  };
  const lines = entries.map(
    (entry): PageLine => ({
      id: keyOf(entry),
      text: `${inCells(safeLine(keyOf(entry)), width)}  ${shown
        .map((field) => wordsOf(field, entry[field.name]))
        .filter((words) => words !== "")
        .join(" · ")}`,
      meaning: entry.valid === false ? "faint" : undefined,
      aside: entry.valid === false ? `${text("form.disabled")} ` : "",
      choose: async () => ground.fill(formOf(thing, await ground.client.entry(thing, keyOf(entry))), back),
    }),
  );
  return {
    title: thing.thing,
    renew: () => entriesPage(ground, thing),
    back: async () => ground.show(await thingsPage(ground)),
    lines: [add, ...orNone(lines, text("admin.none"))],
  };
}
