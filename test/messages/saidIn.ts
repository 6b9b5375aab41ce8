/** The sentences that the source says by `said`, and the errors that are told without it. */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAst } from "rolldown/parseAst";
import { packageRoot } from "../../src/packageRoot.ts";

type Node = Readonly<Record<string, unknown>> & { readonly type: string; readonly start: number };

export interface Found {
  readonly sentences: ReadonlySet<string>;
  /** `file:line` of errors and mends that cannot be said in another language. */
  readonly unsaid: readonly string[];
  /** `file:line` of what a schema says, or a check of its own leaves to zod, in English alone. */
  readonly plainMessages: readonly string[];
}

const errors = /^(?:User|Temporary|Permission|Authentication|TooOften|Refused|Conflict|NotFound)Error$/;

export function saidIn(...patterns: readonly string[]): Found {
  const sentences = new Set<string>();
  const unsaid: string[] = [];
  const plainMessages: string[] = [];
  for (const file of globSync([...patterns], { cwd: packageRoot })) {
    const source = readFileSync(join(packageRoot, file), "utf8");
    const hasSchemas = source.includes('from "zod"');
    for (const node of nodesOf(parseAst(source, { lang: "ts" }, file))) {
      if (node.type === "TaggedTemplateExpression" && isNamed(node.tag, "said")) sentences.add(sentenceOf(node.quasi));
      for (const words of toldBy(node)) {
        if (!isPlain(words)) continue;
        unsaid.push(`${file}:${source.slice(0, words.start).split("\n").length}`);
      }
      if (!hasSchemas || !hasPlainMessage(node)) continue;
      plainMessages.push(`${file}:${source.slice(0, node.start).split("\n").length}`);
    }
  }
  return { sentences, unsaid, plainMessages };
}

function* nodesOf(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const one of value) yield* nodesOf(one);
  if (!isNode(value)) return;
  yield value;
  for (const child of Object.values(value)) yield* nodesOf(child);
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value;
}

function isNamed(node: unknown, name: string): boolean {
  return isNode(node) && node.type === "Identifier" && node.name === name;
}

function sentenceOf(template: unknown): string {
  const { quasis } = template as { readonly quasis: readonly { readonly value: { readonly cooked: string } }[] };
  return quasis.map(({ value }, at) => (at === 0 ? value.cooked : `{${at - 1}}${value.cooked}`)).join("");
}

/** What an error says is wrong, and every mend. */
function toldBy(node: Node): readonly Node[] {
  if (node.type === "NewExpression" && isNode(node.callee) && errors.test(String(node.callee.name))) {
    return (node.arguments as readonly Node[]).slice(0, 1);
  }
  if (node.type === "Property" && isNode(node.value) && (isNamed(node.key, "mend") || isNamed(node.key, "what"))) {
    return [node.value];
  }
  return [];
}

/** A call of zod whose last argument is its message: `z.string("…")`, `.min(1, "…")`, `.refine(check, "…")`, `addIssue({…})`. */
function hasPlainMessage({ type, callee, arguments: given }: Node): boolean {
  if (type !== "CallExpression" || !isNode(callee)) return false;
  const all = given as readonly Node[];
  const last = all.at(-1);
  if (last === undefined) return false;
  if (isNamed(callee, "addIssue")) return last.type !== "CallExpression";
  if (callee.type !== "MemberExpression" || !isNode(callee.property)) return false;
  const name = String(callee.property.name);
  if (name === "addIssue" || name === "refine") return last.type !== "CallExpression";
  if (last.type === "ObjectExpression") return (last.properties as readonly Node[]).some(isPlainError);
  return takesMessage.test(name) && all.length === (withoutValue.test(name) ? 1 : 2) && isPlain(last);
}

const withoutValue =
  /^(?:string|number|boolean|int|email|url|uuid|date|datetime|base64|nonempty|positive|nonnegative|negative|finite)$/;
const takesMessage = new RegExp(
  `${withoutValue.source}|^(?:min|max|length|regex|gt|gte|lt|lte|multipleOf|startsWith|endsWith|includes|enum|union|array)$`,
);

function isPlainError(property: Node): boolean {
  const isMessage = isNamed(property.key, "error") || isNamed(property.key, "message");
  return isMessage && isNode(property.value) && isPlain(property.value);
}

function isPlain(node: Node): boolean {
  if (node.type === "ConditionalExpression") return isPlain(node.consequent as Node) || isPlain(node.alternate as Node);
  return (
    node.type === "TemplateLiteral" || (node.type === "Literal" && typeof node.value === "string" && node.value !== "")
  );
}
