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
  /** Why it stays as it is once the entry is there. */
  readonly fixed?: string;
  /** Left out of a new entry, the daemon finds it where it can. */
  readonly presumed?: boolean;
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
  readonly fields: readonly ThingField[];
}

export type AdminEntry = Readonly<Record<string, unknown>>;

/** What a reference can name. */
export interface NamedEntry {
  readonly name: string;
  /** Whether it can be used. */
  readonly valid: boolean;
}
