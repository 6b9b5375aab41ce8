/** What a field of an administered thing is: its kind, its limits and where it lies. Values only; nothing is done here. */
import type { z } from "zod";
import type { Reader, Store, Tx } from "../store/store.ts";

/** A field's value as JSON and YAML know it. References are names, never ids. */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [name: string]: Value };
export type Values = Readonly<Record<string, Value>>;
export type Id = number | string;

/** Ids and names of the things that a reference can point at. */
export interface Names {
  /** undefined for an id that no row has. */
  nameOf(id: Id): string | undefined;
  idOf(name: string): Id | undefined;
  all(): readonly string[];
}

export interface Reading {
  readonly db: Reader;
  readonly codec: Store["codec"];
  /** @param to a thing, or a fixed list of targets.ts */
  names(to: string): Promise<Names>;
}

export interface Writing extends Reading {
  readonly tx: Tx;
  readonly now: Date;
  readonly userId: number;
}

/** A column of the thing's own row. */
export interface ColumnPlace<Column extends string = string> {
  readonly column: Column;
  /** The column takes no null: nothing is stored as an empty text. */
  readonly notNull?: true;
  /** OTRS keeps bytes and serialised text in binary columns. */
  readonly as?: "bytes" | "yaml";
  /** Where the stored form is not the value itself. */
  readonly from?: (stored: unknown) => Value;
  readonly to?: (value: Value) => unknown;
}

/** A row of a table of names and values beside the thing. */
export interface PreferencePlace {
  readonly preference: string;
  readonly table: "user_preferences" | "customer_preferences" | "queue_preferences";
  readonly owner: string;
}

/** Rows of a table between two things. */
export interface LinkPlace {
  readonly link: string;
  readonly owner: string;
  readonly other: string;
  /** Which of create_time, create_by, change_time and change_by the table has. */
  readonly stamps: "both" | "create" | "none";
}

/** Functions of the module's own, over ids of the thing. */
export interface OwnPlace {
  read(reading: Reading, ids: readonly Id[]): Promise<ReadonlyMap<Id, Value>>;
  write(writing: Writing, id: Id, value: Value): Promise<void>;
}

/** Of a thing whose `rows` read and write all its fields at once: no field lies anywhere by itself. */
export const inRows: OwnPlace = { read: async () => new Map(), write: async () => {} };

export type Place<Column extends string = string> = ColumnPlace<Column> | PreferencePlace | LinkPlace | OwnPlace;

export type Kind =
  | {
      readonly kind: "text";
      readonly max: number;
      readonly pattern?: RegExp;
      /** What `pattern` asks for, in words: `Write HH:MM`. */
      readonly form?: string;
      /** What is often written, to be offered; everything else may be as well. */
      readonly known?: readonly string[];
    }
  | { readonly kind: "longText" }
  | {
      readonly kind: "integer";
      readonly min: number;
      readonly max: number;
      readonly unit?: "minutes" | "seconds" | "percent" | "hours";
    }
  | { readonly kind: "boolean" }
  | { readonly kind: "choice"; readonly choices: readonly string[] }
  | { readonly kind: "email"; readonly max: number }
  | { readonly kind: "regex"; readonly max: number }
  | {
      readonly kind: "reference";
      readonly to: string;
      /** What is stored for "none"; without it the field has to name something. */
      readonly none?: number | string | null;
      /** The other may be disabled, and may be disabled while it is named here. */
      readonly loose?: true;
    }
  | {
      readonly kind: "references";
      readonly to: string;
      /** Names that stand for something else and need not exist. */
      readonly besides?: readonly string[];
    }
  /** Group → permission keys. */
  | { readonly kind: "grants"; readonly keys: readonly string[] }
  /** Never shown, exported or written to the audit trail. */
  | {
      readonly kind: "secret";
      readonly max: number;
      /** Made at random where `add` is given none, and told once. */
      readonly generated?: true | (() => string);
      /** Whether an entry is of no use without it, which whoever applies a file is told. */
      readonly needed?: (values: Values) => boolean;
    }
  /** Octets, as base64. */
  | { readonly kind: "file" }
  /** Anything else that JSON can say. */
  | {
      readonly kind: "structure";
      readonly schema: z.ZodType;
      /** One word of the command line; JSON without it. @throws UserError */
      readonly fromText?: (text: string) => Value;
      readonly toText?: (value: Value) => string;
      /** The value is a list, and the command line takes several words for it. */
      readonly list?: true;
      /** Of a list of texts: all that can stand in it. */
      readonly choices?: readonly string[];
      /** What it is made of, for whoever fills it in bit by bit. Absent: nobody knows beforehand. */
      readonly inner?: Inner;
      /** The value without the secrets in it, for everybody's eyes. */
      readonly mask?: (value: Value) => Value;
      /** Names of secrets in it that are missing, which whoever applies a file is told. */
      readonly lacking?: (value: Value) => readonly string[];
    };

/** What is said of a value, wherever it lies. */
export type Described = Kind & {
  /** For the help of commands and for the OpenAPI document: half a sentence, small letter, no full stop. */
  readonly about: string;
  /** Has to be there and not empty. */
  readonly required?: true;
  /** What `add` takes where nothing is said. */
  readonly default?: Value;
  /** Of a part of a structure: what it names, by the text of the part beside it. */
  readonly namedBy?: NamedBy;
};

/** What a structure is made of: fields, and how a value of it holds them. For forms and programs; its schema is what judges. */
export interface Inner {
  /** Of each of its rows; those that are keys come first. */
  readonly fields: Readonly<Record<string, Described>>;
  /** There is one row alone, and it is the value itself. */
  readonly single?: true;
  /**
   * The fields by which rows are found: `["language"]` of `{"en": {…}}`, `["thing", "attribute"]` of
   * `{"Ticket": {"Queue": …}}`. The last may be empty where the structure ends before. Without keys the value is a list.
   */
  readonly keys?: readonly string[];
  /** What a row is in place of an object: the value of this field alone. */
  readonly bare?: string;
  /** Of a list: its order means something. */
  readonly ordered?: true;
}

/** `{ part: "attribute", things: { Queue: "queue" } }`: beside the attribute Queue stand names of queues. */
export interface NamedBy {
  readonly part: string;
  readonly things: Readonly<Record<string, string>>;
}

export type Field<Column extends string = string> = Described & {
  readonly at: Place<Column>;
  /** `add` finds a value itself where it can, when nothing is said: see `presume` of its module. */
  readonly presumed?: true;
  /** No two entries may have the same, whatever the case of its letters. */
  readonly unique?: true;
  /** Once added it stays, because something refers to it by its text. Says why. */
  readonly fixed?: string;
  /** Written once everything else of an `apply` is; until then the row holds this. For references in a circle. */
  readonly late?: number;
  /** The other side of what another module's field holds: shown and settable, but not exported. */
  readonly mirror?: true;
};

export type Fields<Column extends string = string> = Readonly<Record<string, Field<Column>>>;

/** What an entry has where nothing is said about a field. */
export function emptyValue(field: Field): Value {
  if (field.default !== undefined) return field.default;
  switch (field.kind) {
    case "references":
      return [];
    case "grants":
      return {};
    case "boolean":
      return false;
    case "longText":
      return "";
    case "structure":
      return field.list ? [] : null;
    default:
      return null;
  }
}
