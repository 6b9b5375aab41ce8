/** Whether what is planned may be: names that exist, values that are unique, parents, and nothing valid that leans on the disabled. */
import { said, sayable, type Words } from "../said.ts";
import { isFixedList } from "./context.ts";
import { type Fault, suggested } from "./fault.ts";
import type { Field, Value, Values } from "./field.ts";
import { type AdminModule, oneOf, type Planned, quotedKey, titleOf } from "./module.ts";
import type { World } from "./world.ts";

interface Checked {
  readonly faults: readonly Fault[];
  readonly notes: readonly string[];
}

export async function checkPlanned(world: World, planned: Planned, changed: Values): Promise<Checked> {
  const { module, before, after } = planned;
  const faults: Fault[] = [];
  for (const [name, field] of Object.entries(module.fields)) {
    const value = after[name] ?? null;
    const isNew = changed[name] !== undefined;
    if (isNew) faults.push(...(await missingNames(world, name, field, value, before?.values[name])));
    if (isNew || (changed.valid === true && before !== undefined)) {
      faults.push(...(await disabledNames(world, name, field, value, after)));
    }
    if (isNew && (name === module.key || field.unique)) faults.push(...(await duplicates(world, planned, name, value)));
  }
  if (module.nested && changed[module.key] !== undefined) faults.push(...(await missingParent(world, module, after)));
  if (Object.keys(changed).length > 0) {
    const complaints = (await module.check?.(planned, world)) ?? [];
    faults.push(...complaints);
  }
  const disabled = changed.valid === false && before !== undefined;
  if (!disabled) return { faults, notes: [] };
  const { blocking, others } = await whoNames(world, module, String(after[module.key]));
  if (blocking.length > 0) faults.push(inUse(module, String(after[module.key]), blocking));
  const used = (await module.uses?.(world.reading, before.id)) ?? [];
  return { faults, notes: [...used, ...others] };
}

async function missingNames(
  world: World,
  name: string,
  field: Field,
  value: Value,
  before: Value | undefined,
): Promise<readonly Fault[]> {
  const to = "to" in field ? field.to : "group";
  const faults: Fault[] = [];
  for (const wanted of namesIn(field, value)) {
    // A row that is gone keeps its number until somebody names another.
    if (wanted.startsWith("#") && namesIn(field, before ?? null).includes(wanted)) continue;
    if (await exists(world, to, wanted)) continue;
    const title = sayable(to.replaceAll("-", " "));
    const see = isFixedList(to) ? "" : said`See \`gotrs admin ${to} list\``;
    faults.push({
      field: name,
      what: said`there is no ${title} "${wanted}"`,
      mend: suggested(wanted, await known(world, to), see),
    });
  }
  return faults;
}

async function exists(world: World, to: string, name: string): Promise<boolean> {
  if (isFixedList(to)) return (await world.reading.names(to)).idOf(name) !== undefined;
  return (await world.find(to, name)) !== undefined;
}

export async function known(world: World, to: string): Promise<readonly string[]> {
  const module = world.modules.get(to);
  if (module === undefined) return (await world.reading.names(to)).all();
  return (await world.future(module)).map((values) => String(values[module.key]));
}

/** The names that a value consists of, without those that stand for something else. */
function namesIn(field: Field, value: Value): readonly string[] {
  switch (field.kind) {
    case "reference":
      return typeof value === "string" ? [value] : [];
    case "references":
      return Array.isArray(value) ? value.map(String).filter((one) => !field.besides?.includes(one)) : [];
    case "grants":
      return typeof value === "object" && value !== null ? Object.keys(value) : [];
    default:
      return [];
  }
}

async function disabledNames(
  world: World,
  name: string,
  field: Field,
  value: Value,
  after: Values,
): Promise<readonly Fault[]> {
  if (field.kind !== "reference" || field.loose || typeof value !== "string" || after.valid === false) return [];
  if (isFixedList(field.to) || (await world.find(field.to, value))?.valid !== false) return [];
  const title = sayable(field.to.replaceAll("-", " "));
  return [
    {
      field: name,
      what: said`${title} "${value}" is disabled`,
      mend: said`Name another, or enable it: gotrs admin ${field.to} enable "${value}"`,
    },
  ];
}

async function duplicates(
  world: World,
  { module, before, after }: Planned,
  name: string,
  value: Value,
): Promise<readonly Fault[]> {
  if (value === null) return [];
  const text = String(value);
  const lower = text.toLowerCase();
  const planned = world.plannedOf(module);
  const moved = new Set(planned.map((one) => one.before?.id).filter((id) => id !== undefined));
  const others = [
    ...(await world.having(module, name, text)).filter(({ id }) => !moved.has(id)).map(({ values }) => values),
    ...planned.filter((one) => one.after !== after).map((one) => one.after),
  ].filter((values) => String(values[name] ?? "").toLowerCase() === lower);
  const [other] = others;
  if (other === undefined) return [];
  const key = quotedKey(module, String(other[module.key]));
  const what =
    name === module.key
      ? alreadyThere(module, text, key.includes(text) ? undefined : key)
      : said`${sayable(titleOf(module))} ${key} has "${text}" already`;
  const mend = before === undefined ? said`Change it: gotrs admin ${module.thing} set ${key}` : said`Choose another`;
  return [{ field: name, what, mend }];
}

/** @param spelt where it is written in another way */
export function alreadyThere(module: AdminModule, key: string, spelt?: string): Words {
  const [quoted, one] = [quotedKey(module, key), sayable(oneOf(module))];
  return spelt === undefined ? said`${quoted} is ${one} already` : said`${quoted} is ${one} already, spelt ${spelt}`;
}

async function missingParent(world: World, module: AdminModule, after: Values): Promise<readonly Fault[]> {
  const key = String(after[module.key]);
  const at = key.lastIndexOf("::");
  if (at < 0) return [];
  const parent = key.slice(0, at);
  if ((await world.find(module.thing, parent)) !== undefined) return [];
  const names = await known(world, module.thing);
  const mend = suggested(
    parent,
    names.filter((name) => name !== key),
    said`Add it first: gotrs admin ${module.thing} add "${parent}"`,
  );
  return [
    { field: module.key, what: said`there is no ${sayable(titleOf(module))} "${parent}" to put "${key}" below`, mend },
  ];
}

interface Uses {
  readonly blocking: readonly string[];
  readonly others: readonly string[];
}

/** Which valid entries name this one. */
async function whoNames(world: World, { thing }: AdminModule, key: string): Promise<Uses> {
  const blocking: string[] = [];
  const others: string[] = [];
  for (const module of world.modules.values()) {
    const fields = Object.entries(module.fields).filter(
      ([, field]) => "to" in field && field.to === thing && !field.mirror && !module.large,
    );
    if (fields.length === 0) continue;
    for (const values of await world.future(module)) {
      if (values.valid === false) continue;
      for (const [name, field] of fields) {
        if (!namesIn(field, values[name] ?? null).includes(key)) continue;
        const who = `${titleOf(module)} ${quotedKey(module, String(values[module.key]))}`;
        if (field.kind === "reference" && !field.loose) blocking.push(who);
        else others.push(`${who} names it`);
      }
    }
  }
  return { blocking: [...new Set(blocking)], others: [...new Set(others)] };
}

function inUse(module: AdminModule, key: string, who: readonly string[]): Fault {
  const some = who.slice(0, 5).join(", ");
  const users = who.length > 5 ? said`${some} and ${who.length - 5} more` : some;
  return {
    field: "valid",
    what: said`${sayable(titleOf(module))} ${quotedKey(module, key)} is used by ${users}`,
    mend: said`Let them use another first`,
  };
}
