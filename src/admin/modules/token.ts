/** `gotrs admin token`: API tokens of agents, by whom and what for. Only the digest of a token is kept. */

import { isDeepStrictEqual as same } from "node:util";
import { z } from "zod";
import { iso, toDbTime } from "../../clock.ts";
import { root } from "../../people/permissions.ts";
import { type HeldScopes, type Scope, scopes, storedScopes } from "../../people/scopes.ts";
import { digestOf, newSecret } from "../../people/secrets.ts";
import { said, sayable } from "../../said.ts";
import { complaint } from "../../schemaWords.ts";
import { addToken, changeToken, type TokenRow, tokenRows } from "../../store/apiTokens.ts";
import { agentByLogin } from "../../store/permissions.ts";
import { distinctKeys } from "../distinctKeys.ts";
import { inRows, type Value, type Values } from "../field.ts";
import type { AdminModule, Asking, Complaint, Planned } from "../module.ts";

const everything = "all";
const known = Object.keys(scopes) as [Scope, ...Scope[]];
const heldScopes = z
  .array(z.enum([everything, ...known]))
  .refine((list) => list.length > 0, complaint(said`a token without a scope opens nothing`))
  .refine((list) => list.length === 1 || !list.includes(everything), complaint(said`${everything} stands alone`))
  .transform((list) => [everything, ...known].filter((one) => list.some((given) => given === one)));

const timeForm = "Write 2027-01-31 or 2027-01-31T18:00:00Z";

export const token: AdminModule = {
  thing: "token",
  plural: "tokens",
  about: "API tokens of agents",
  key: "name",
  canDisable: true,
  ownCommand: true,
  columns: ["scopes", "expires"],
  fields: {
    name: {
      kind: "text",
      about: "whose it is and what it is for, as LOGIN: PURPOSE",
      max: 310,
      pattern: /^.+?: .{1,100}$/,
      form: "Write it like ann: backup, with up to 100 characters behind the login",
      required: true,
      fixed: "it is known by it; add another one and disable this",
      at: inRows,
    },
    scopes: {
      kind: "structure",
      about: `what it may be used for: ${everything} that the agent may do, or some of ${known.join(", ")}`,
      list: true,
      choices: [everything, ...known],
      schema: heldScopes,
      fromText: (word) => word,
      toText: String,
      default: [everything],
      at: inRows,
    },
    expires: { kind: "text", about: "its last moment; never when empty", max: 40, form: timeForm, at: inRows },
    token: {
      kind: "secret",
      about: "the token itself",
      max: 100,
      generated: () => newSecret("token").text,
      at: inRows,
    },
    valid: { kind: "boolean", about: "whether it can be used", default: true, at: inRows },
  },
  rows: {
    async read({ db }) {
      const rows = await tokenRows(db, undefined);
      const names = tokenKeys(rows);
      return rows.map((row) => ({ id: row.id, values: { name: names.get(row.id) ?? "", ...valuesOf(row) } }));
    },
    async insert({ tx, now }, values) {
      const [login, name] = partsOf(values);
      const agent = await agentByLogin(tx, login);
      if (agent === undefined) throw new Error(`agent ${login} is gone while a token was made`);
      const { digest = newSecret("token").digest, scopes: held = null, expires } = stored(values);
      const row = { userId: agent.id, name, digest, scopes: held, expires: expires ?? undefined };
      const id = await addToken(tx, row, now);
      if (values.valid === false) await changeToken(tx, id, { valid: false });
      return id;
    },
    async update({ tx }, id, changed) {
      await changeToken(tx, Number(id), stored(changed));
    },
    async relate() {},
  },
  sameSecret: async (_field, given, digest) => digestOf(given) === digest,
  async prepare(given) {
    const complaints: Complaint[] = [];
    const { token: text, expires } = given;
    const time = typeof expires === "string" ? timeIn(expires) : undefined;
    if (typeof expires === "string" && time === undefined) {
      complaints.push({ field: "expires", what: said`"${expires}" is no moment`, mend: sayable(timeForm) });
    }
    if (typeof text === "string" && !/^gotrs_[\w-]{43}$/.test(text)) {
      const mend = said`Give one that gotrs has made, or --generate-token`;
      complaints.push({ field: "token", what: said`it is no token`, mend });
    }
    return {
      given: {
        ...given,
        ...(time !== undefined && { expires: time }),
        ...(typeof text === "string" && { token: digestOf(text) }),
      },
      complaints,
    };
  },
  check: ofSomebodyAndToCome,
};

/** Token → `LOGIN: PURPOSE`. */
export function tokenKeys(rows: readonly Pick<TokenRow, "id" | "login" | "name">[]): ReadonlyMap<number, string> {
  return distinctKeys(rows.map(({ id, login, name }) => ({ id, key: `${login}: ${name}` })));
}

/** @param wanted as it would be called. @returns a name that no token has: with a number behind it, where it is taken */
export function freeTokenName(login: string, wanted: string, taken: ReadonlySet<string>): string {
  for (let count = 1; ; count += 1) {
    const name = `${login}: ${wanted}${count === 1 ? "" : ` (${count})`}`;
    if (!taken.has(name.toLowerCase())) return name;
  }
}

async function ofSomebodyAndToCome({ before, after }: Planned, asking: Asking): Promise<readonly Complaint[]> {
  const complaints: Complaint[] = [];
  const [login] = partsOf(after);
  if (before === undefined && (await asking.find("user", login)) === undefined) {
    const mend = said`See \`gotrs admin user list\``;
    complaints.push({ field: "name", what: said`there is no user "${login}"`, mend });
  }
  const opens = before === undefined || ["token", "scopes"].some((name) => !same(before.values[name], after[name]));
  const { actor } = asking;
  if (opens && actor.scoped) {
    const mend = said`Log in, or use a token that may do everything`;
    complaints.push({ field: undefined, what: said`a token cannot make one that may more than itself`, mend });
  } else if (opens && actor.userId !== root && login !== actor.login) {
    const mend = said`Ask for it on the command line: gotrs admin token add`;
    complaints.push({ field: undefined, what: said`a token of ${login} would act in the name of ${login}`, mend });
  }
  const { expires } = after;
  const isNew = expires !== (before?.values.expires ?? null);
  if (before !== undefined && isNew && typeof expires === "string" && new Date(expires) <= asking.desk.clock.now()) {
    complaints.push({
      field: "expires",
      what: said`the token would have expired already`,
      mend: said`Name a time to come`,
    });
  }
  return complaints;
}

function partsOf({ name }: Values): readonly [login: string, purpose: string] {
  const [, login = "", purpose = ""] = /^(.+?): (.*)$/.exec(String(name)) ?? [];
  return [login, purpose];
}

function valuesOf({ scopes: text, expires, valid, digest }: TokenRow): Values {
  const held: HeldScopes = storedScopes(text);
  return {
    scopes: held === everything ? [everything] : held,
    expires: expires === null ? null : iso(expires),
    token: digest,
    valid,
  };
}

function stored({ scopes: held, expires, token: digest, valid }: Values): Parameters<typeof changeToken>[2] {
  return {
    ...(typeof digest === "string" && { digest }),
    ...(Array.isArray(held) && { scopes: held.includes(everything) ? null : held.join(" ") }),
    ...(expires !== undefined && { expires: momentOf(expires) }),
    ...(valid !== undefined && { valid: valid === true }),
  };
}

function momentOf(value: Value): Date | null {
  return value === null ? null : new Date(String(value));
}

function timeIn(text: string): string | undefined {
  const time = /^\d{4}-\d{2}-\d{2}(T.*(Z|[+-]\d{2}:\d{2}))?$/.test(text) ? new Date(text) : undefined;
  return time === undefined || Number.isNaN(time.getTime()) ? undefined : iso(toDbTime(time));
}
