/** Administration as pages: the things, their entries, an entry's fields; what is chosen is asked for and written. */
import type { AdminEntry, Thing, ThingField } from "../client/administration.ts";
import type { Client } from "../client/client.ts";
import type { Question } from "../ground.ts";
import { text } from "../messages.ts";
import { inCells, safeLine, widestOf } from "../text/safe.ts";
import { aboutField, aboutThing, loadAdminWords } from "./adminWords.ts";
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
  readonly ask: (question: Question) => void;
  readonly say: (told: string) => void;
  /** A long text, in $EDITOR. */
  readonly edit: (before: string) => Promise<string>;
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

async function entriesPage(ground: AdminGround, thing: Thing): Promise<Page> {
  const entries = await ground.client.entries(thing);
  const keyOf = (entry: AdminEntry): string => String(entry[thing.key] ?? "");
  const width = widestOf(entries.map(keyOf), 40);
  const shown = thing.fields
    .filter(({ name, kind }) => name !== thing.key && kind !== "secret" && kind !== "longText")
    .slice(0, 4);
  return {
    title: thing.thing,
    back: async () => ground.show(await thingsPage(ground)),
    lines: [
      { text: text("admin.add"), meaning: "good", choose: () => add(ground, thing) },
      ...orNone(
        entries.map(
          (entry): PageLine => ({
            text: `${inCells(keyOf(entry), width)}  ${shown
              .map(({ name }) => wordsOf(entry[name]))
              .filter((words) => words !== "")
              .join(" · ")}`,
            meaning: entry.valid === false ? "faint" : undefined,
            choose: async () => ground.show(await entryPage(ground, thing, keyOf(entry))),
          }),
        ),
        text("admin.none"),
      ),
    ],
  };
}

/** @param revealed secrets that were made just now; nobody can read them again */
async function entryPage(
  ground: AdminGround,
  thing: Thing,
  key: string,
  revealed: readonly string[] = [],
): Promise<Page> {
  const entry = await ground.client.entry(thing, key);
  const names = [...thing.fields.map(({ name }) => name), "valid"];
  const width = widestOf(names);
  const again = async (values: AdminEntry): Promise<void> => {
    const written = await ground.client.setEntry(thing, key, values);
    ground.say(text("say.changed", { what: `${thing.thing} ${key}` }));
    ground.show(await entryPage(ground, thing, String(written[thing.key] ?? key), revealedOf(thing, written)));
  };
  const setSecret = (field: ThingField): void | Promise<void> =>
    askFor(ground, field, undefined, (value) =>
      again(value === null && field.generated === true ? { [generating(field)]: true } : { [field.name]: value }),
    );
  return {
    title: `${thing.thing} ${safeLine(key)}`,
    back: async () => ground.show(await entriesPage(ground, thing)),
    lines: revealed
      .map((secret): PageLine => ({ text: secret, meaning: "good" }))
      .concat(
        thing.fields
          .filter(({ name }) => name !== "valid")
          .map((field): PageLine => {
            const secret = field.kind === "secret";
            const words = secret ? text("admin.secret") : wordsOf(entry[field.name]) || "–";
            return {
              text: `${inCells(field.name, width)}  ${words}`,
              aside: `${aboutField(field)} `,
              choose: () =>
                secret
                  ? setSecret(field)
                  : askFor(ground, field, entry[field.name], (value) => again({ [field.name]: value })),
            };
          }),
      )
      .concat(
        thing.canDisable
          ? [
              {
                text: `${inCells("valid", width)}  ${wordsOf(entry.valid)}`,
                aside: `${text("admin.valid")} `,
                choose: () => again({ valid: entry.valid === false }),
              },
            ]
          : [],
      ),
  };
}

/** Secrets that were made just now. */
function revealedOf({ fields }: Thing, written: AdminEntry): readonly string[] {
  const made = fields.filter(({ name, kind }) => kind === "secret" && typeof written[name] === "string");
  return made.map(({ name }) => `${name} ${String(written[name])}`);
}

/** `generatePassword`, as the API calls it. */
function generating({ name }: ThingField): string {
  return `generate${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
}

/** What has to be there is asked for, one after the other; all else can be changed when it is there. */
function add(ground: AdminGround, thing: Thing): void | Promise<void> {
  const needed = [
    ...thing.fields.filter(({ required, kind }) => required && kind !== "secret"),
    ...thing.fields.filter(({ kind, generated }) => kind === "secret" && generated !== true),
  ];
  const next = (values: AdminEntry, rest: readonly ThingField[]): void | Promise<void> => {
    const [field, ...others] = rest;
    if (field !== undefined) {
      return askFor(ground, field, undefined, (value) => {
        const left = field.kind === "secret" && value === null;
        return next(left ? values : { ...values, [field.name]: value }, others);
      });
    }
    return ground.client.addEntry(thing, values).then(async (written) => {
      const key = String(written[thing.key] ?? "");
      ground.say(text("say.added", { what: `${thing.thing} ${key}` }));
      ground.show(await entryPage(ground, thing, key, revealedOf(thing, written)));
    });
  };
  return next({}, needed);
}

function askFor(
  ground: AdminGround,
  field: ThingField,
  before: unknown,
  done: (value: unknown) => void | Promise<void>,
): void | Promise<void> {
  const { name, kind } = field;
  const about = aboutField(field);
  const choose = (names: readonly string[], value: (chosen: string) => unknown): void =>
    ground.ask({
      kind: "choice",
      title: `${name}, ${about}`,
      items: names.map((one) => ({ value: one, label: one })),
      chosen: (chosen) => done(value(chosen)),
    });
  switch (kind) {
    case "boolean":
      return choose(["yes", "no"], (chosen) => chosen === "yes");
    case "choice":
      return choose(field.choices ?? [], (chosen) => chosen);
    case "longText":
      return ground.edit(typeof before === "string" ? before : "").then((value) => done(value.replace(/\n$/, "")));
    // Lists and trees: one line is not enough to write them, and their form is JSON's everywhere else.
    case "structure":
      return ground.edit(JSON.stringify(before ?? null, null, 2)).then((value) => done(jsonOrText(value)));
    default:
      ground.ask({
        kind: "prompt",
        label: `${name} (${about}${field.generated === true ? `; ${text("admin.generated")}` : ""})`,
        start: wordsOf(before),
        secret: kind === "secret",
        done: (typed) => done(typedValue(kind, typed)),
      });
  }
}

/** What is no JSON goes as it is, so that the API tells what is wrong with it. */
function jsonOrText(typed: string): unknown {
  try {
    return JSON.parse(typed);
  } catch {
    return typed;
  }
}

/** As the API takes it; what it does not take it tells, with what is allowed. */
function typedValue(kind: string, typed: string): unknown {
  const words = typed.trim();
  switch (kind) {
    case "secret":
      return typed === "" ? null : typed;
    case "integer":
      return /^-?\d+$/.test(words) ? Number(words) : words;
    case "references":
      return words === "" ? [] : words.split(/\s*,\s*/);
    case "grants":
      return Object.fromEntries(
        words.split(/\s+/).flatMap((grant) => {
          const [group = "", keys = ""] = grant.split("=");
          return group === "" ? [] : [[group, keys.split(",").filter((key) => key !== "")]];
        }),
      );
    default:
      return words === "" ? null : words;
  }
}

function wordsOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value)) return value.map((one) => wordsOf(one)).join(", ");
  if (typeof value === "object") {
    return Object.entries(value)
      .map(([name, one]) => safeLine(`${name}=${isList(one) ? one.join(",") : wordWithin(one)}`))
      .join(" ");
  }
  return safeLine(String(value));
}

function isList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === "string");
}

/** What is a tree itself, as it would be written. */
function wordWithin(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
