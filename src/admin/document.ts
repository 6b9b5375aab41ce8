/** Reads a file of `gotrs admin apply`: which entries it has, and on which line each field stands. Looks nothing up. */

import { isMap, isScalar, isSeq, LineCounter, parseDocument, type YAMLMap } from "yaml";
import { said, sayable } from "../said.ts";
import type { Given } from "./administer.ts";
import { type PlacedFault, suggested } from "./fault.ts";
import { type AdminModule, oneOf, quotedKey, titleOf } from "./module.ts";
import { type SecretSource, withSecrets } from "./secretSource.ts";

export interface Document {
  readonly given: readonly Given[];
  readonly faults: readonly PlacedFault[];
}

const unsaidKey = "absentFields";

/** @param file its name, for messages. @param modules in the order in which they are written */
export function readDocument(
  text: string,
  file: string,
  modules: readonly AdminModule[],
  secrets?: SecretSource,
): Document {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const at = (offset: number | undefined): string => `${file}:${lines.linePos(offset ?? 0).line}`;
  const faults: PlacedFault[] = document.errors.map((error) => ({
    field: undefined,
    where: at(error.pos[0]),
    what: error.message.split("\n")[0]?.replace(/ at line .*$/, "") ?? said`it is no YAML`,
    mend: undefined,
  }));
  const { contents } = document;
  if (faults.length > 0) return { given: [], faults };
  if (!isMap(contents)) {
    const what = "the file has no sections";
    return {
      given: [],
      faults: [{ field: undefined, where: at(0), what, mend: said`Begin with one of gotrs admin export` }],
    };
  }
  const unsaid: unknown = contents.has(unsaidKey) ? contents.toJSON()[unsaidKey] : "keep";
  const known = modules.map(({ plural }) => plural);
  const given = new Map<AdminModule, readonly Given[]>();
  for (const { key, value } of contents.items) {
    const name = isScalar(key) ? String(key.value) : "";
    const where = at(isScalar(key) ? key.range?.[0] : undefined);
    const module = modules.find(({ plural }) => plural === name);
    if (name === unsaidKey) {
      if (unsaid === "keep" || unsaid === "default") continue;
      faults.push({
        field: undefined,
        where,
        what: said`${unsaidKey} is "${String(unsaid)}"`,
        mend: said`Write keep or default`,
      });
    } else if (module === undefined) {
      const mend = suggested(name, [...known, unsaidKey], said`There is: ${known.join(", ")}`);
      faults.push({ field: undefined, where, what: said`there is no section "${name}"`, mend });
    } else if (isSeq(value)) {
      const entries = value.items.map((item) =>
        entryOf(module, isMap(item) ? item : undefined, unsaid === "default" ? "default" : "keep", at, where),
      );
      for (const entry of entries) if ("what" in entry) faults.push(entry);
      const own = entries.filter((entry) => "module" in entry);
      given.set(
        module,
        own.map((entry) => {
          const { raw, faults: unread } = withSecrets(module, entry.raw, secrets);
          faults.push(...unread.map((fault) => ({ ...fault, where: entry.where(fault.field) })));
          return { ...entry, raw };
        }),
      );
    } else if (!isScalar(value) || value.value !== null) {
      faults.push({
        field: undefined,
        where,
        what: said`${name} is no list`,
        mend: said`Write "- ${module.key}: …" below it`,
      });
    }
  }
  // What is below another may take from it.
  const depth = ({ module, key }: Given): number => (module.nested ? key.split("::").length : 0);
  const all = modules.flatMap((module) => (given.get(module) ?? []).toSorted((a, b) => depth(a) - depth(b)));
  return { given: all, faults: [...faults, ...doubled(all)] };
}

function entryOf(
  module: AdminModule,
  item: YAMLMap | undefined,
  unsaid: "keep" | "default",
  at: (offset: number | undefined) => string,
  section: string,
): Given | PlacedFault {
  const raw: unknown = item?.toJSON();
  const key = isRecord(raw) ? raw[module.key] : undefined;
  if (item === undefined || !isRecord(raw) || (typeof key !== "string" && typeof key !== "number")) {
    const where = item === undefined ? section : at(item.range?.[0]);
    return {
      field: undefined,
      where,
      what: said`${sayable(oneOf(module))} lacks its ${module.key}`,
      mend: said`Write ${module.key}: …`,
    };
  }
  const own = (field: string | undefined): string => {
    const pair = item.items.find((one) => isScalar(one.key) && one.key.value === field);
    const line = at(isScalar(pair?.key) ? pair.key.range?.[0] : item.range?.[0]);
    const entry = `${line}: ${titleOf(module)} ${quotedKey(module, String(key))}`;
    return field === undefined || field === module.key ? entry : `${entry}: ${field}`;
  };
  return { module, key: String(key), raw, form: "file", mode: "put", unsaid, where: own };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function doubled(given: readonly Given[]): readonly PlacedFault[] {
  const seen = new Set<string>();
  return given.flatMap(({ module, key, where }) => {
    const name = `${module.thing} ${key.toLowerCase()}`;
    const again = seen.has(name);
    seen.add(name);
    return again
      ? [{ field: undefined, where: where(undefined), what: said`it is in the file twice`, mend: said`Leave one` }]
      : [];
  });
}
