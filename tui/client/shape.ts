/**
 * What an answer has to be for screens to stand on it: somebody else's JSON is told when it comes, not where it is drawn.
 * Daemons of the same generation may be older and newer than this: fields that were added since may be lacking (`added`),
 * fields that are not known do not matter, and lists of words may have grown, which are `text` here and `Growing` in
 * src/api.
 */

/** Where a value is no T: `""` for itself, `.articles[3].body` for what is in it; undefined where it is one. */
export interface Shape<T> {
  (value: unknown): string | undefined;
  /** Never there: ties the check to exactly this type, so that a type and its check cannot part. */
  readonly of?: (value: T) => T;
  /** What stands for a field of it that the answer lacks; it must not be lacking where there is none. */
  readonly absent?: { readonly value: T };
}

const where =
  (is: (value: unknown) => boolean) =>
  (value: unknown): string | undefined =>
    is(value) ? undefined : "";

export const text: Shape<string> = where((value) => typeof value === "string");
export const flag: Shape<boolean> = where((value) => typeof value === "boolean");
/** An id or a count. */
export const whole: Shape<number> = where(Number.isSafeInteger);
export const amount: Shape<number> = where(Number.isFinite);
/** ISO 8601. */
export const time: Shape<string> = where((value) => typeof value === "string" && !Number.isNaN(Date.parse(value)));

export function oneOf<const T extends string | boolean>(...values: readonly T[]): Shape<T> {
  return where((value) => values.some((one) => one === value));
}

export function orNull<T>(shape: Shape<T>): Shape<T | null> {
  return (value) => (value === null ? undefined : shape(value));
}

/** Of a field that may be left out. */
export function maybe<T>(shape: Shape<T>): Shape<T | undefined> {
  return (value) => (value === undefined ? undefined : shape(value));
}

export function list<T>(shape: Shape<T>): Shape<readonly T[]> {
  return (value) => {
    if (!Array.isArray(value)) return "";
    for (const [index, one] of value.entries()) {
      const wrong = shape(one);
      if (wrong !== undefined) return `[${index}]${wrong}`;
    }
    return undefined;
  };
}

/**
 * Of a field that came after the first release: a daemon of the same generation may be too old to know it, and then it is
 * this. Only for what can be left untold without a wrong being done; what is there is checked as ever.
 */
export function added<T>(shape: Shape<T>, otherwise: T): Shape<T> {
  return Object.assign((value: unknown) => shape(value), { absent: { value: otherwise } });
}

/** Every field of the type has its own; what the answer has besides does not matter, what was added and is not there is put in. */
export function object<T extends object>(fields: { readonly [Field in keyof T]-?: Shape<T[Field]> }): Shape<T> {
  // The type of the entries is lost on the way through Object.entries.
  const checks = Object.entries(fields) as [string, Shape<unknown>][];
  return (value) => {
    if (!isObject(value)) return "";
    for (const [field, check] of checks) {
      // What every object inherits is not an answer.
      const isThere = Object.hasOwn(value, field);
      if (!isThere && check.absent !== undefined) Object.assign(value, { [field]: check.absent.value });
      const wrong = check(isThere || check.absent !== undefined ? value[field] : undefined);
      if (wrong !== undefined) return `.${field}${wrong}`;
    }
    return undefined;
  };
}

export function record<T>(shape: Shape<T>): Shape<Readonly<Record<string, T>>> {
  return (value) => {
    if (!isObject(value)) return "";
    for (const [field, one] of Object.entries(value)) {
      const wrong = shape(one);
      if (wrong !== undefined) return `.${field}${wrong}`;
    }
    return undefined;
  };
}

/** Deeper than anything that is kept, and far from where reading it would end the program. */
const deepest = 32;

export const anything: Shape<unknown> = (value) => tooDeep(value, deepest);

function tooDeep(value: unknown, left: number): string | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (left === 0) return "";
  return Object.values(value).some((one) => tooDeep(one, left - 1) !== undefined) ? "" : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
