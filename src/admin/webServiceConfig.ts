/** The configuration of a web service as OTRS keeps it: its shape, and the secrets in it, which nobody gets to see. */
import { z } from "zod";
import type { Value } from "./field.ts";

/** What stands for a secret that is there. */
const mask = "(secret)";

type Tree = Readonly<Record<string, Value>>;

const texts = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const side = (parts: string) =>
  z.looseObject({
    Transport: z.looseObject({
      Type: z.string({ error: "name it, such as HTTP::REST or HTTP::SOAP" }),
      Config: z.record(z.string(), z.unknown()).exactOptional(),
    }),
    [parts]: z
      .record(z.string().min(1), z.looseObject({ Type: z.string({ error: "name it" }).min(1) }))
      .exactOptional(),
  });

export const webServiceConfig = z
  .looseObject({
    Debugger: z.looseObject({
      DebugThreshold: z.enum(["debug", "info", "notice", "error"], { error: "use debug, info, notice or error" }),
      TestMode: texts.exactOptional(),
    }),
    Provider: side("Operation").exactOptional(),
    Requester: side("Invoker").exactOptional(),
  })
  .refine(
    ({ Provider, Requester }) => Provider !== undefined || Requester !== undefined,
    "it needs a Provider or a Requester",
  );

/** OTRS's names: Password, BasicAuthPassword, ProxyPassword, SSLPassword, JWTAuthKeyFilePassword, ClientSecret … */
function isSecret(key: string): boolean {
  return /(?:password|secret|token|apikey)$/i.test(key);
}

/** For people, files and the audit trail. */
export function masked(value: Value): Value {
  return mapped(value, (secret) => (secret === "" ? "" : mask));
}

/** @param before what a mask stands for; nothing where it stands for nothing */
export function unmasked(value: Value, before: Value): Value {
  return mapped(value, (secret, path) => (secret === mask ? secretAt(before, path) : secret));
}

/** Where secrets have a place and are empty, as after applying an exported file to another helpdesk. */
export function emptySecrets(value: Value): readonly string[] {
  const found: string[] = [];
  mapped(value, (secret, path) => {
    if (secret === "") found.push(path.join("."));
    return secret;
  });
  return found;
}

function mapped(
  value: Value,
  of: (secret: string, path: readonly string[]) => string,
  path: readonly string[] = [],
): Value {
  if (Array.isArray(value)) return value.map((one, at) => mapped(one, of, [...path, String(at)]));
  if (!isTree(value)) return value;
  const pairs = Object.entries(value).map(([key, its]): [string, Value] => {
    const below = [...path, key];
    const isText = typeof its === "string" || typeof its === "number";
    return [key, isText && isSecret(key) ? of(String(its), below) : mapped(its, of, below)];
  });
  return Object.fromEntries(pairs);
}

function secretAt(value: Value, path: readonly string[]): string {
  const found = path.reduce<Value>((tree, key) => (isBranch(tree) ? (Reflect.get(tree, key) ?? null) : null), value);
  return typeof found === "string" || typeof found === "number" ? String(found) : "";
}

function isTree(value: Value): value is Tree {
  return isBranch(value) && !Array.isArray(value);
}

function isBranch(value: Value): value is Tree | readonly Value[] {
  return typeof value === "object" && value !== null;
}
