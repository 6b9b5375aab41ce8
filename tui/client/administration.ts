/** What the daemon tells of the things that can be administered; forms are made of it. */

export interface ThingField {
  readonly name: string;
  readonly kind: string;
  readonly about: string;
  readonly required: boolean;
  /** What a new entry has where nothing is said; null for nothing. */
  readonly default?: unknown;
  readonly choices?: readonly string[];
  /** Of a secret: whether one is made where none is given. */
  readonly generated?: boolean;
  /** The thing that a reference names. */
  readonly to?: string;
  /** Names that stand for something else, which a reference may have besides. */
  readonly besides?: readonly string[];
  /** Of grants: the permissions that can be given. */
  readonly keys?: readonly string[];
  /** Of an integer. */
  readonly min?: number;
  readonly max?: number;
  readonly unit?: string;
  /** Of a structure: it is a list of texts or of whole numbers. */
  readonly items?: "string" | "integer";
  /** Of a structure: what it is made of. */
  readonly inner?: InnerFields;
  /** How it has to be written, as a sentence without a full stop. */
  readonly form?: string;
  /** What is often written. */
  readonly known?: readonly string[];
  /** Of a part of a structure: what it names, by the text of the part beside it. */
  readonly namedBy?: { readonly part: string; readonly things: Readonly<Record<string, string>> };
  /** Why it stays as it is once the entry is there. */
  readonly fixed?: string;
  /** Left out of a new entry, the daemon finds it where it can. */
  readonly presumed?: boolean;
}

/** Rows of fields, and how a value holds them: see Inner in src/admin/field.ts. */
export interface InnerFields {
  readonly fields: readonly ThingField[];
  readonly single?: boolean;
  readonly keys?: readonly string[];
  readonly bare?: string;
  readonly ordered?: boolean;
}

export interface Thing {
  /** In the singular, with hyphens. */
  readonly thing: string;
  /** The name of the list in the answer. */
  readonly plural: string;
  readonly about: string;
  /** The field that names an entry. */
  readonly key: string;
  readonly canDisable: boolean;
  /** `valid: false` takes an entry away. */
  readonly removable?: boolean;
  /** There may be very many: only some are asked for at a time. */
  readonly large?: boolean;
  readonly fields: readonly ThingField[];
}

export type AdminEntry = Readonly<Record<string, unknown>>;

/** The first of what was looked for. */
export interface FoundEntries {
  readonly entries: readonly AdminEntry[];
  readonly total: number;
}

/** What a reference can name. */
export interface NamedEntry {
  readonly name: string;
  /** Whether it can be used. */
  readonly valid: boolean;
  /** What it is known by besides. */
  readonly about?: string;
}

/** Names in which all words of a search stand; of very many the first, and how many there are. */
export interface FoundNames {
  readonly names: readonly NamedEntry[];
  readonly total: number;
}
