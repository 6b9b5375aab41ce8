/** Asks for a field's value by the means of its kind: a line, a choice, several choices, a file, or $EDITOR. */
import type { AdminEntry, FoundNames, NamedEntry, ThingField } from "../client/administration.ts";
import type { Item } from "../components/ItemLine.tsx";
import { readEnclosure } from "../files.ts";
import type { FoundItems, LookUp, MarksQuestion, Question } from "../ground.ts";
import { text } from "../messages.ts";
import { aboutField } from "../pages/adminWords.ts";
import { withColon } from "../text/colon.ts";
import { safeLine } from "../text/safe.ts";
import type { Completion } from "../text/searchWords.ts";
import { type Form, heldIn, toBeMade } from "./form.ts";
import { editorText, fromEditorText, startOf, typedValue } from "./values.ts";

export interface AskGround {
  readonly names: (of: string) => Promise<readonly NamedEntry[]>;
  /** Of very many the first in which all words stand. */
  readonly find: (of: string, search: string) => Promise<FoundNames>;
  readonly ask: (question: Question) => void;
  readonly mark: (question: MarksQuestion) => void;
  readonly edit: (before: string) => Promise<string>;
  /** Field → what it is to become. */
  readonly done: (values: AdminEntry) => void;
}

export async function askFor(ground: AskGround, form: Form, field: ThingField): Promise<void> {
  const { name, kind, to, choices } = field;
  const before = heldIn(form, name);
  const done = (value: unknown): void => ground.done({ [name]: value });
  switch (kind) {
    case "boolean":
      return done(before !== true);
    case "choice":
      return choose(ground, field, before, { items: (choices ?? []).map(itemOf) });
    case "reference":
      return choose(ground, field, before, await referred(ground, to));
    case "references": {
      const besides = (field.besides ?? []).map(itemOf);
      const { items, lookUp } = await referred(ground, to);
      return mark(ground, field, before, { items: [...besides, ...items], lookUp });
    }
    case "grants":
      return await grant(ground, field, before);
    case "longText":
      return done((await ground.edit(typeof before === "string" ? before : "")).replace(/\n$/, ""));
    case "file":
      return line(ground, field, "", async (path) => ground.done(await fileValues(form, field, path)));
    case "secret":
      return line(ground, field, "", (typed) =>
        done(typed !== "" ? typed : field.generated === true ? toBeMade : null),
      );
    case "structure":
      if (choices !== undefined) return mark(ground, field, before, { items: choices.map(itemOf) });
      if (field.items === undefined) return await askInEditor(ground, form, field);
      if (field.items === "string" && thingNamed(form, field) !== undefined) {
        return mark(ground, field, before, { items: (await offered(ground, form, field)).map(itemOf) });
      }
  }
  // Of a kind that came later, which a line cannot hold.
  if (kind !== "structure" && typeof before === "object" && before !== null)
    return await askInEditor(ground, form, field);
  const known = kind === "text" ? await offered(ground, form, field) : [];
  line(ground, field, startOf(field, before), (typed) => done(typedValue(field, typed)), known);
}

/** A structure as JSON. */
export async function askInEditor(ground: AskGround, form: Form, field: ThingField): Promise<void> {
  const { name } = field;
  const about = withColon(name, aboutField(field));
  ground.done({ [name]: fromEditorText(await ground.edit(editorText(about, heldIn(form, name)))) });
}

/** What can be named here, by the text of the field beside it. */
function thingNamed(form: Form, { namedBy }: ThingField): string | undefined {
  if (namedBy === undefined) return undefined;
  const beside = String(heldIn(form, namedBy.part) ?? "").toLowerCase();
  return Object.entries(namedBy.things).find(([text]) => text.toLowerCase() === beside)?.[1];
}

async function offered(ground: AskGround, form: Form, field: ThingField): Promise<readonly string[]> {
  const thing = thingNamed(form, field);
  if (thing === undefined) return field.known ?? [];
  return (await ground.names(thing)).filter(({ valid }) => valid).map(({ name }) => name);
}

interface Offer {
  readonly items: readonly Item[];
  readonly lookUp?: LookUp | undefined;
}

async function referred({ find }: AskGround, to = ""): Promise<Offer> {
  const found = async (search: string): Promise<FoundItems> => {
    const { names, total } = await find(to, search);
    return { items: names.map(namedItem), more: total - names.length };
  };
  const { items, more } = await found("");
  return { items, lookUp: { more, find: found } };
}

function itemOf(name: string): Item {
  return { value: name, label: name };
}

function namedItem({ name, valid, about = "" }: NamedEntry): Item {
  const item = about === "" ? itemOf(name) : { value: name, label: safeLine(`${name}  ${about}`) };
  return valid ? item : { ...item, aside: text("form.disabled") };
}

/** What it is now can stay, also when nobody could choose it any more. */
function withCurrent(items: readonly Item[], current: readonly string[]): readonly Item[] {
  const known = new Set(items.map(({ value }) => value));
  return [...items, ...current.filter((one) => !known.has(one)).map(itemOf)];
}

function markedFirst(items: readonly Item[], marked: readonly string[]): readonly Item[] {
  const isMarked = ({ value }: Item): boolean => marked.includes(value);
  return [...items.filter(isMarked), ...items.filter((item) => !isMarked(item))];
}

function choose({ ask, done }: AskGround, field: ThingField, before: unknown, { items, lookUp }: Offer): void {
  const { name, required } = field;
  const current = typeof before === "string" ? [before] : [];
  const none = required || typeof field.default === "string" ? [] : [{ value: "", label: text("field.none") }];
  ask({
    kind: "choice",
    title: name,
    items: [...none, ...withCurrent(items, current)],
    lookUp,
    ...(current[0] === undefined ? {} : { at: current[0] }),
    chosen: (value) => done({ [name]: value === "" ? null : value }),
  });
}

function mark(ground: AskGround, { name, kind }: ThingField, before: unknown, { items, lookUp }: Offer): void {
  const marked = Array.isArray(before) ? before.map(String) : [];
  ground.mark({
    title: name,
    items: markedFirst(withCurrent(items, marked), marked),
    lookUp,
    marked,
    open: kind === "structure",
    done: (all) => {
      // Marked and unmarked again is nothing that was changed.
      const same = all.length === marked.length && all.every((one) => marked.includes(one));
      ground.done({ [name]: same ? before : kind === "references" ? [...all].sort() : all });
    },
  });
}

/** A group, then what is given for it; and on to the next group until that is left. */
async function grant(ground: AskGround, field: ThingField, before: unknown): Promise<void> {
  const { name, keys = [] } = field;
  const groups = await ground.names("group");
  const ask = (grants: Readonly<Record<string, readonly string[]>>, at?: string): void =>
    ground.ask({
      kind: "choice",
      title: `${name}, ${text("form.group")}`,
      items: withCurrent(groups.map(namedItem), Object.keys(grants)).map((item) => {
        const given = grants[item.value];
        return given === undefined ? item : { ...item, aside: given.join(", ") };
      }),
      ...(at === undefined ? {} : { at }),
      chosen: (group) =>
        ground.mark({
          title: `${name}, ${group}`,
          items: keys.map(itemOf),
          marked: grants[group] ?? [],
          open: false,
          done: (given) => {
            const { [group]: _before, ...others } = grants;
            const all = given.length === 0 ? others : { ...others, [group]: normal(given) };
            const sorted = Object.fromEntries(Object.entries(all).sort(([one], [other]) => (one < other ? -1 : 1)));
            ground.done({ [name]: sorted });
            ask(sorted, group);
          },
        }),
    });
  ask((before ?? {}) as Readonly<Record<string, readonly string[]>>);
}

/** As the daemon has them: rw is all of them. */
function normal(keys: readonly string[]): readonly string[] {
  return keys.includes("rw") ? ["rw"] : [...keys].sort();
}

function line(
  { ask }: AskGround,
  field: ThingField,
  start: string,
  done: (typed: string) => void | Promise<void>,
  known: readonly string[] = [],
): void {
  const hint = hintOf(field);
  ask({
    kind: "prompt",
    label: hint === undefined ? field.name : `${field.name} (${hint})`,
    start,
    secret: field.kind === "secret",
    ...(known.length > 0 && { complete: (typed: string) => completions(known, typed) }),
    done,
  });
}

/** Those that begin like it first; all of them while nothing is typed. */
function completions(known: readonly string[], typed: string): readonly Completion[] {
  const words = typed.trim().toLowerCase();
  const begins = (one: string): boolean => one.toLowerCase().startsWith(words);
  const found = known.filter((one) => one.toLowerCase().includes(words) && one !== typed);
  return [...found.filter(begins), ...found.filter((one) => !begins(one))].map((one) => ({ label: one, text: one }));
}

function hintOf({ kind, items, generated }: ThingField): string | undefined {
  if (kind === "file") return text("form.path");
  if (kind === "secret") return text(generated === true ? "admin.generated" : "form.unread");
  if (items === undefined) return undefined;
  return text(items === "integer" ? "form.spans" : "form.commas");
}

/** The file, with its name and kind where the entry has fields for them that nobody has filled in. */
async function fileValues(form: Form, { name }: ThingField, path: string): Promise<AdminEntry> {
  if (path.trim() === "") return {};
  const { filename, contentType, content } = await readEnclosure(path);
  const beside = Object.entries({ filename, contentType }).filter(([other]) => {
    const field = form.thing.fields.find((one) => one.name === other);
    return field !== undefined && !Object.hasOwn(form.changes, other);
  });
  return { ...Object.fromEntries(beside), [name]: content.toString("base64") };
}
