/** Administration as pages: the things, and the entries of one; each opens as a form. */
import type { AdminEntry, Thing } from "../client/administration.ts";
import { type Form, formOf, newForm } from "../form/form.ts";
import { wordsOf } from "../form/values.ts";
import type { Question } from "../ground.ts";
import { text } from "../messages.ts";
import { inCells, safeLine, widestOf } from "../text/safe.ts";
import { aboutThing, loadAdminWords } from "./adminWords.ts";
import { type EntryGround, entryActs } from "./entryActs.ts";
import { labelled, orNone, type Page, type PageLine } from "./page.ts";

/** One of what can be administered. */
export interface AdminThing {
  readonly name: string;
  readonly about: string;
  readonly choose: () => Promise<void>;
}

export interface AdminGround extends EntryGround {
  /** What has pages of its own. @param back from them to the list of things */
  readonly further: (back: () => Promise<void>) => readonly AdminThing[];
  readonly ask: (question: Question) => void;
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
    lines: all.map(({ name, about, choose }) => ({ text: labelled(name, width, about), choose })),
  };
}

/** Kinds whose values say something without their field's name, and have room in a line. */
const speaking = new Set(["text", "email", "choice", "reference", "references", "grants"]);

/** @param search what is looked for in a list that is too long to be shown as a whole */
async function entriesPage(ground: AdminGround, thing: Thing, search = ""): Promise<Page> {
  const { entries, total } =
    thing.large === true
      ? await ground.client.foundEntries(thing, search)
      : { entries: await ground.client.entries(thing), total: undefined };
  const keyOf = (entry: AdminEntry): string => String(entry[thing.key] ?? "");
  const width = widestOf(entries.map(keyOf), 40);
  const shown = thing.fields
    .filter(({ name, kind, items }) => name !== thing.key && (speaking.has(kind) || items === "string"))
    .slice(0, 4);
  const back = async (): Promise<void> => ground.show(await entriesPage(ground, thing, search));
  const add = (): void => ground.fill(newForm(thing), back);
  const further = entryActs(thing.thing);
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
      ...(further !== undefined && { acts: further.acts(ground, keyOf(entry), back) }),
    }),
  );
  const page: Page = {
    title: thing.thing,
    renew: () => entriesPage(ground, thing, search),
    back: async () => ground.show(await thingsPage(ground)),
    keys: further?.keys ?? "entries",
    lines: [
      { id: "", text: text("admin.add"), meaning: "good" as const, choose: add },
      ...orNone(lines, text(search === "" ? "admin.none" : "page.noneFound")),
    ].map((line: PageLine) => ({ ...line, acts: { ...line.acts, addRow: add } })),
  };
  return total === undefined ? page : narrowed(ground, thing, page, { search, total, left: total - entries.length });
}

/** With its keys to look one up, and what there is besides. */
function narrowed(
  ground: AdminGround,
  thing: Thing,
  page: Page,
  { search, total, left }: { readonly search: string; readonly total: number; readonly left: number },
): Page {
  const show = async (words: string): Promise<void> => ground.show(await entriesPage(ground, thing, words));
  const lookUp = (): void =>
    ground.ask({
      kind: "prompt",
      label: text("ask.entries", { thing: thing.thing }),
      start: search,
      done: (typed) => show(typed.trim()),
    });
  const more: readonly PageLine[] = left > 0 ? [{ text: text("page.narrow", { left }), meaning: "faint" }] : [];
  return {
    ...page,
    told: search === "" ? String(total) : text("page.soughtFor", { search: safeLine(search), total }),
    keys: "manyEntries",
    ...(search !== "" && { back: () => show("") }),
    lines: [...page.lines, ...more].map((line) => ({ ...line, acts: { ...line.acts, lookUp } })),
  };
}
