/** Reads gotrs.yaml: which keys it has, and on which lines. */
import { readFileSync } from "node:fs";
import { closest, distance } from "fastest-levenshtein";
import { isMap, isNode, isScalar, LineCounter, parseDocument, type YAMLMap } from "yaml";
import { codeOf, type FoundKeys, writable } from "./found.ts";

/** Adds to `found` what the file has, and to `faults` a line for each thing that is wrong. */
export function readFile(file: string, found: FoundKeys, faults: string[]): void {
  const lines = new LineCounter();
  let source: string;
  try {
    source = readFileSync(file, "utf8");
  } catch (error) {
    faults.push(`${file}: cannot be read (${codeOf(error)}). Let the account of gotrs read it`);
    return;
  }
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number): string => `${file}:${lines.linePos(offset).line}`;
  for (const error of document.errors) {
    faults.push(`${lineAt(error.pos[0])}: not valid YAML: ${error.message}. Correct the indentation or quoting there`);
  }
  if (document.errors.length > 0 || document.contents === null) return;
  if (!isMap(document.contents)) {
    faults.push(`${file}:1: holds no keys. Write it as "key: value" lines`);
    return;
  }
  walk(document.contents, "", { found, faults, lineAt });
}

interface Walk {
  readonly found: FoundKeys;
  readonly faults: string[];
  readonly lineAt: (offset: number) => string;
}

function walk(map: YAMLMap, prefix: string, context: Walk): void {
  for (const { key, value } of map.items) {
    const name = prefix + (isScalar(key) ? String(key.value) : String(key));
    const where = context.lineAt(isScalar(key) ? (key.range?.[0] ?? 0) : 0);
    if (writable.includes(name)) {
      const plain: unknown = isNode(value) ? value.toJSON() : value;
      context.found.set(name, { value: plain, where: `${where}: ${name}` });
    } else if (writable.some((known) => known.startsWith(`${name}.`))) {
      if (isMap(value)) walk(value, `${name}.`, context);
      else if (!(isScalar(value) && value.value === null)) {
        context.faults.push(`${where}: ${name}: is a section, not a value. Write its keys indented below it`);
      }
    } else context.faults.push(`${where}: ${name}: ${unknownKey(name)}`);
  }
}

function unknownKey(name: string): string {
  const near = closest(name, writable);
  const last = name.slice(name.lastIndexOf(".") + 1);
  const sameLast = writable.find((known) => known.endsWith(`.${last}`));
  const suggestion = distance(name, near) <= Math.max(3, name.length / 3) ? near : sameLast;
  const advice = suggestion === undefined ? "See docs/configuration.md for all keys" : `Did you mean ${suggestion}?`;
  return `there is no such key. ${advice}`;
}
