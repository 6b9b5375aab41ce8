/** Queries of the way of a mail: built once per database, then run with other values. Kysely would build them for every mail. */
import { CompiledQuery } from "kysely";
import type { Reader } from "./db.ts";
import { execute } from "./execute.ts";

interface Plan {
  readonly sql: string;
  /** For each parameter the argument it takes, or the value it always has. */
  readonly parameters: readonly ({ readonly argument: number } | { readonly always: unknown })[];
}

/**
 * @param build gives the query; each argument stands for a value and may only be passed on as one
 * @returns the rows of the query with these values
 */
export function prepared<Arguments extends readonly unknown[], Row>(
  build: (db: Reader, ...values: Arguments) => { compile(): CompiledQuery<Row> },
): (db: Reader, ...values: Arguments) => Promise<readonly Row[]> {
  const plans = new WeakMap<object, Plan>();
  return async (db, ...values) => {
    const { adapter } = db.getExecutor();
    let plan = plans.get(adapter);
    if (plan === undefined) {
      plan = planOf(build, db, values.length);
      plans.set(adapter, plan);
    }
    const parameters = plan.parameters.map((one) => ("argument" in one ? values[one.argument] : one.always));
    return (await execute(db, CompiledQuery.raw(plan.sql, parameters) as CompiledQuery<Row>)).rows;
  };
}

function planOf<Arguments extends readonly unknown[], Row>(
  build: (db: Reader, ...values: Arguments) => { compile(): CompiledQuery<Row> },
  db: Reader,
  count: number,
): Plan {
  // Marks travel through Kysely untouched and show where each argument goes.
  const marks = Array.from({ length: count }, () => ({}));
  const { sql, parameters } = build(db, ...(marks as unknown as Arguments)).compile();
  return {
    sql,
    parameters: parameters.map((parameter) => {
      const argument = marks.indexOf(parameter as object);
      return argument >= 0 ? { argument } : { always: parameter };
    }),
  };
}
