/** Whether an answer is what screens can stand on: somebody else's JSON is told when it comes, not where it is drawn. Pure. */

/** rows: a list of objects. */
type Kind = "text" | "number" | "list" | "rows" | "object";

type KindOf<Value> = Value extends string
  ? "text"
  : Value extends number
    ? "number"
    : Value extends readonly unknown[]
      ? "list" | "rows"
      : "object";

/** Fields that the answer has, and of what kind they are. */
export type Shape<T> = { readonly [Field in keyof T]?: KindOf<T[Field]> };

export function fits(answer: unknown, shape: Readonly<Record<string, Kind | undefined>>): answer is object {
  if (!isObject(answer)) return false;
  const fields = new Map(Object.entries(answer));
  return Object.entries(shape).every(([field, kind]) => kind === undefined || kinds[kind](fields.get(field)));
}

const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const kinds: Readonly<Record<Kind, (value: unknown) => boolean>> = {
  text: (value) => typeof value === "string",
  number: (value) => typeof value === "number",
  list: Array.isArray,
  rows: (value) => Array.isArray(value) && value.every(isObject),
  object: isObject,
};
