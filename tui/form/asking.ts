/** Asks for a field's value by the means of its kind: a line, a choice, several choices, a file, or $EDITOR. */
import type { AdminEntry, NamedEntry, ThingField } from "../client/administration.ts";
import type { Item } from "../components/ItemLine.tsx";
import { readEnclosure } from "../files.ts";
import type { MarksQuestion, Question } from "../ground.ts";
import { text } from "../messages.ts";
import { aboutField } from "../pages/adminWords.ts";
import { type Form, heldIn, toBeMade } from "./form.ts";
import { editorText, fromEditorText, startOf, typedValue } from "./values.ts";

export interface AskGround {
  readonly names: (of: string) => Promise<readonly NamedEntry[]>;
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
      return choose(ground, field, before, (choices ?? []).map(itemOf));
    case "reference":
      return choose(ground, field, before, (await ground.names(to ?? "")).map(namedItem));
    case "references": {
      const besides = (field.besides ?? []).map(itemOf);
      return mark(ground, field, before, [...besides, ...(await ground.names(to ?? "")).map(namedItem)]);
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
      if (choices !== undefined) return mark(ground, field, before, choices.map(itemOf));
      if (field.items === undefined) {
        return done(fromEditorText(await ground.edit(editorText(`${name}: ${aboutField(field)}`, before))));
      }
  }
  line(ground, field, startOf(field, before), (typed) => done(typedValue(field, typed)));
}

function itemOf(name: string): Item {
  return { value: name, label: name };
}

function namedItem({ name, valid }: NamedEntry): Item {
  return valid ? itemOf(name) : { ...itemOf(name), aside: text("form.disabled") };
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

function choose({ ask, done }: AskGround, field: ThingField, before: unknown, items: readonly Item[]): void {
  const { name, required } = field;
  const current = typeof before === "string" ? [before] : [];
  const none = required || typeof field.default === "string" ? [] : [{ value: "", label: text("field.none") }];
  ask({
    kind: "choice",
    title: name,
    items: [...none, ...withCurrent(items, current)],
    ...(current[0] === undefined ? {} : { at: current[0] }),
    chosen: (value) => done({ [name]: value === "" ? null : value }),
  });
}

function mark(ground: AskGround, { name, kind }: ThingField, before: unknown, items: readonly Item[]): void {
  const marked = Array.isArray(before) ? before.map(String) : [];
  ground.mark({
    title: name,
    items: markedFirst(withCurrent(items, marked), marked),
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
): void {
  const hint = hintOf(field);
  ask({
    kind: "prompt",
    label: hint === undefined ? field.name : `${field.name} (${hint})`,
    start,
    secret: field.kind === "secret",
    done,
  });
}

function hintOf({ kind, items, generated }: ThingField): string | undefined {
  if (kind === "file") return text("form.path");
  if (kind === "secret") return text(generated === true ? "admin.generated" : "form.unread");
  return items === undefined ? undefined : text("form.commas");
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
