/** `gotrs admin generic-agent`: jobs that select tickets by time or event and change them. OTRS keeps a job as rows of keys and values. */
import { said, type Words } from "../../said.ts";
import { deleteCells, insertCells, readCells, updateCells } from "../../store/adminRows.ts";
import { readBeside, writeBeside } from "../beside.ts";
import { emptyValue, type Fields, type Id, inRows, type Value, type Values } from "../field.ts";
import { changes, further, schedule, selection } from "../jobFields.ts";
import { knownEvents } from "../knownEvents.ts";
import type { AdminModule, Asking, Complaint, Planned } from "../module.ts";

const table = "generic_agent_jobs";

const beside: Fields = { ...schedule, ...selection, ...changes, further };

export const genericAgent: AdminModule = {
  thing: "generic-agent",
  plural: "genericAgents",
  about: "jobs that select tickets, by time or after an event, and change them",
  key: "name",
  canDisable: true,
  ownCommand: true,
  columns: ["events", "scheduleDays", "scheduleHours", "scheduleMinutes"],
  fields: {
    name: { kind: "text", about: "as administrators see it", max: 200, required: true, at: inRows },
    ...beside,
    valid: { kind: "boolean", about: "whether it runs", default: true, at: inRows },
  },
  rows: {
    async read(reading) {
      const rows = await readCells(reading.db, table, ["job_name", "job_key", "job_value"]);
      const jobs = Map.groupBy(rows, (row) => row.job_name as Id);
      const ids = [...jobs.keys()];
      const columns: (readonly [string, ReadonlyMap<Id, Value>])[] = [];
      for (const [name, field] of Object.entries(beside)) {
        columns.push([name, await readBeside(reading, field, ids, false)]);
      }
      return ids.map((id) => {
        const values = columns.map(([name, all]) => [name, all.get(id) ?? emptyOf(name)]);
        const isValid = jobs.get(id)?.some((row) => row.job_key === "Valid" && row.job_value === "1") ?? false;
        return { id, values: { name: id, ...Object.fromEntries(values), valid: isValid } };
      });
    },
    async insert({ tx }, { name, valid }) {
      await insertCells(tx, table, { job_name: name, job_key: "Valid", job_value: valid === false ? "0" : "1" });
      return String(name);
    },
    async update({ tx }, id, { name, valid }) {
      if (valid !== undefined) {
        await deleteCells(tx, table, { job_name: id, job_key: "Valid" });
        await insertCells(tx, table, { job_name: id, job_key: "Valid", job_value: valid === true ? "1" : "0" });
      }
      if (name !== undefined) await updateCells(tx, table, { job_name: id }, { job_name: name });
    },
    async relate(writing, id, changed) {
      const job = changed.name === undefined ? id : String(changed.name);
      for (const [name, field] of Object.entries(beside)) {
        const value = changed[name];
        if (value !== undefined) await writeBeside(writing, field, job, value);
      }
    },
  },
  async check(planned, asking) {
    return [
      ...(await knownEvents(planned)),
      ...(await unknownFields(planned, asking)),
      ...programs(planned),
      ...everything(planned.after),
    ];
  },
};

function emptyOf(name: string): Value {
  const field = beside[name];
  return field === undefined ? null : emptyValue(field);
}

/** Of dynamic fields OTRS has keys that go on behind the name. */
async function unknownFields({ after }: Planned, asking: Asking): Promise<readonly Complaint[]> {
  const names = (await asking.every("dynamic-field"))
    .filter(({ object }) => object === "Ticket")
    .map(({ name }) => String(name));
  return (["dynamicFields", "newDynamicFields"] as const).flatMap((field) =>
    Object.keys((after[field] ?? {}) as Values)
      .filter((wanted) => !names.some((name) => wanted.startsWith(name)))
      .map((wanted) =>
        atKey(field, wanted, {
          what: said`there is no dynamic field "${wanted}" of tickets`,
          mend: said`See \`gotrs admin dynamic-field list\``,
        }),
      ),
  );
}

/** What an OTRS runs stays; a new one would never run here. */
function programs({ before, after }: Planned): readonly Complaint[] {
  const old = (before?.values.further ?? {}) as Values;
  return Object.keys((after.further ?? {}) as Values)
    .filter((key) => (key === "NewCMD" || key === "NewModule") && old[key] === undefined)
    .map((key) => atKey("further", key, { what: said`gotrs runs no programs for ${key}`, mend: said`Leave it out` }));
}

function atKey(field: string, key: string, told: { readonly what: Words; readonly mend: Words }): Complaint {
  return { field, ...told, within: [{ path: [key], ...told }] };
}

function everything(after: Values): readonly Complaint[] {
  if (after.delete !== true || after.valid === false) return [];
  const selects = [...Object.keys(selection), "further"].some((name) => {
    const value = after[name] ?? null;
    return value !== null && (typeof value !== "object" || Object.keys(value).length > 0);
  });
  if (selects) return [];
  return [
    { field: "delete", what: said`it would delete every ticket`, mend: said`Say which, such as by queues and times` },
  ];
}
