/** `gotrs admin postmaster-filter`: rules that act on incoming mail by its headers. OTRS's table knows no disabled ones. */
import { z } from "zod";
import { UserError } from "../../errors.ts";
import { checkFilter, steeringHeaders } from "../../intake/filters.ts";
import { deleteFilter, type FilterDefinition, filterDefinitions, insertFilter } from "../../store/postmasterFilters.ts";
import { type Described, type Inner, inRows, type Values } from "../field.ts";
import type { AdminModule, Asking } from "../module.ts";

const matches = z.array(z.strictObject({ key: z.string(), value: z.string(), not: z.boolean().default(false) }));
const sets = z.array(z.strictObject({ key: z.string(), value: z.string() }));

const header = {
  key: {
    kind: "text",
    about: "a header, or Body for the text of the mail",
    max: 200,
    required: true,
    known: [
      "From",
      "To",
      "Cc",
      "Subject",
      "Body",
      "Reply-To",
      "List-Id",
      "Return-Path",
      "X-Envelope-To",
      "X-Spam-Flag",
    ],
  },
} as const satisfies Inner["fields"];
const expression: Described = {
  kind: "text",
  about: "the expression that its value has to match; EMAILADDRESS:ann@example.com for a whole address",
  max: 200,
  required: true,
};
const not: Described = { kind: "boolean", about: "whether it must not match", default: false };

/** Headers whose value names something that the same change may add. */
const things: Readonly<Record<string, string>> = {
  queue: "queue",
  state: "state",
  priority: "priority",
  type: "type",
  service: "service",
  sla: "sla",
  owner: "user",
  responsible: "user",
};

function thingOf(header: string): string | undefined {
  return things[/^x-(?:otrs|otobo|znuny)-(?:followup-)?(\w+)$/i.exec(header)?.[1]?.toLowerCase() ?? ""];
}

const steering: Described = {
  kind: "text",
  about: "a header that steers the ticket, such as X-OTRS-Queue",
  max: 200,
  required: true,
  known: steeringHeaders,
};
const steered: Described = {
  kind: "text",
  about: "what it is set to; [***] stands for what the last expression caught in brackets",
  max: 200,
  required: true,
  namedBy: {
    part: "key",
    things: Object.fromEntries(
      steeringHeaders.flatMap((header): [string, string][] => {
        const thing = thingOf(header);
        return thing === undefined ? [] : [[header, thing]];
      }),
    ),
  },
};

export const postmasterFilter: AdminModule = {
  thing: "postmaster-filter",
  plural: "postmasterFilters",
  about: "rules that act on incoming mail by its headers, in the order of their names",
  key: "name",
  canDisable: true,
  ownCommand: true,
  columns: [],
  fields: {
    name: { kind: "text", about: "which also says when it runs", max: 200, required: true, at: inRows },
    stop: { kind: "boolean", about: "whether no later filter is asked after it has acted", default: false, at: inRows },
    matches: {
      kind: "structure",
      about: "headers and the expressions that all have to match",
      schema: matches,
      inner: { fields: { ...header, value: expression, not } },
      list: true,
      at: inRows,
    },
    sets: {
      kind: "structure",
      about: "headers and what they are set to",
      schema: sets,
      inner: { fields: { key: steering, value: steered } },
      list: true,
      at: inRows,
    },
    valid: { kind: "boolean", about: "whether it is there; false takes it away", default: true, at: inRows },
  },
  rows: {
    async read({ db }) {
      const filters = await filterDefinitions(db);
      return filters.map((filter) => ({ id: filter.name, values: valuesOf(filter) }));
    },
    async insert({ tx }, values) {
      const filter = filterOf(values);
      await insertFilter(tx, filter);
      return filter.name;
    },
    async update({ tx }, id, changed, before) {
      await deleteFilter(tx, String(id));
      await insertFilter(tx, filterOf({ ...before, ...changed }));
    },
    async relate() {},
    async remove({ tx }, id) {
      await deleteFilter(tx, String(id));
    },
  },
  async check({ after }, asking) {
    if (after.valid === false) return [];
    try {
      await checkFilter(asking.desk, filterOf(after), (set) => willExist(asking, set));
      return [];
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const faults = error.faults ?? [{ field: null, what: error.told.what, mend: error.told.mend ?? null }];
      return faults.map(({ field, mend, ...told }) => ({
        ...told,
        field: field ?? undefined,
        mend: mend ?? undefined,
      }));
    }
  },
};

async function willExist(
  asking: Asking,
  { key, value }: { readonly key: string; readonly value: string },
): Promise<boolean> {
  const thing = thingOf(key);
  return thing !== undefined && (await asking.find(thing, value))?.valid === true;
}

function valuesOf({ name, stop, matches: rows, sets: set }: FilterDefinition): Values {
  return { name, stop, matches: rows.map((one) => ({ ...one })), sets: set.map((one) => ({ ...one })), valid: true };
}

/** @param values as the schemas have passed them */
export function filterOf(values: Values): FilterDefinition {
  return {
    name: String(values.name),
    stop: values.stop === true,
    matches: matches.parse(values.matches),
    sets: sets.parse(values.sets),
  };
}
