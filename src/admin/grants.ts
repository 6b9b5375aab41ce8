/** Fields of permissions: group → keys, as OTRS keeps them in a row a key. */
import { toDbTime } from "../clock.ts";
import { type Cells, deleteCells, insertCells, readCells } from "../store/adminRows.ts";
import { idOf } from "./cell.ts";
import type { Field, Id, Value } from "./field.ts";
import { normalised, sorted } from "./parse.ts";

/** OTRS's keys; rw stands for all of them. */
const agentKeys = ["ro", "move_into", "create", "note", "owner", "priority", "rw"] as const;
const customerKeys = ["ro", "rw"] as const;

type GrantTable = "group_user" | "group_role" | "group_customer_user" | "group_customer";

/** Columns that a row has besides owner, group, key and stamps; only such rows count. */
const constants: Readonly<Record<GrantTable, Cells>> = {
  group_user: {},
  group_role: { permission_value: 1 },
  group_customer_user: { permission_value: 1 },
  group_customer: { permission_value: 1, permission_context: "Ticket::CustomerID::Same" },
};

/** Of more, all are read at once. */
const few = 500;

/** @param owner the column that holds whose permissions they are */
export function grantsIn(table: GrantTable, owner: string, about: string): Field<never> {
  const fixed = constants[table];
  const columns = [owner, "group_id", "permission_key", ...Object.keys(fixed)];
  return {
    kind: "grants",
    about,
    keys: table === "group_user" || table === "group_role" ? agentKeys : customerKeys,
    at: {
      async read(reading, ids) {
        const names = await reading.names("group");
        const condition = ids.length > few ? undefined : { column: owner, values: ids };
        const rows = (await readCells(reading.db, table, columns, condition)).filter((row) =>
          Object.entries(fixed).every(([column, value]) => row[column] === value),
        );
        const all = new Map<Id, Record<string, readonly string[]>>();
        for (const row of rows) {
          const own = all.get(row[owner] as Id) ?? {};
          const group = names.nameOf(row.group_id as Id) ?? `#${row.group_id}`;
          own[group] = normalised([...(own[group] ?? []), String(row.permission_key)]);
          all.set(row[owner] as Id, own);
        }
        return new Map(Array.from(all, ([id, grants]): [Id, Value] => [id, sorted(grants)]));
      },
      async write(writing, id, value) {
        const { tx, now, userId } = writing;
        const names = await writing.names("group");
        const time = toDbTime(now);
        await deleteCells(tx, table, { [owner]: id });
        for (const [group, keys] of Object.entries(typeof value === "object" && value !== null ? value : {})) {
          for (const key of Array.isArray(keys) ? keys : []) {
            await insertCells(tx, table, {
              [owner]: id,
              group_id: /^#\d+$/.test(group) ? Number(group.slice(1)) : idOf(names, group),
              permission_key: key,
              ...fixed,
              create_time: time,
              create_by: userId,
              change_time: time,
              change_by: userId,
            });
          }
        }
      },
    },
  };
}

/** Of a role. */
export const linkedUsers: Field<never> = {
  kind: "references",
  about: "the agents who have it",
  to: "user",
  mirror: true,
  at: { link: "role_user", owner: "role_id", other: "user_id", stamps: "both" },
};
