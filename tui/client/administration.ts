/** What the daemon tells of the things that can be administered; forms are made of it. */

export interface ThingField {
  readonly name: string;
  readonly kind: string;
  readonly about: string;
  readonly required: boolean;
  readonly choices?: readonly string[];
  /** Of a secret: whether one is made where none is given. */
  readonly generated?: boolean;
  /** The thing that a reference names. */
  readonly to?: string;
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
  readonly fields: readonly ThingField[];
}

export type AdminEntry = Readonly<Record<string, unknown>>;
