/** The configuration of a web service as OTRS keeps it: its shape, and the secrets in it, which nobody gets to see. */
import { z } from "zod";
import { said } from "../said.ts";
import { complaint, wanted } from "../schemaWords.ts";
import type { Described, Inner, Value } from "./field.ts";

/** What stands for a secret that is there. */
const mask = "(secret)";

type Tree = Readonly<Record<string, Value>>;

const thresholds = ["debug", "info", "notice", "error"] as const;
const texts = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const side = (parts: string) =>
  z.looseObject({
    Transport: z.looseObject({
      Type: z.string({ error: wanted(said`Name it, such as HTTP::REST or HTTP::SOAP`) }),
      Config: z.record(z.string(), z.unknown()).exactOptional(),
    }),
    [parts]: z
      .record(z.string().min(1), z.looseObject({ Type: z.string({ error: wanted(said`Name it`) }).min(1) }))
      .exactOptional(),
  });

export const webServiceConfig = z
  .looseObject({
    Debugger: z.looseObject({
      DebugThreshold: z.enum(thresholds),
      TestMode: texts.exactOptional(),
    }),
    Provider: side("Operation").exactOptional(),
    Requester: side("Invoker").exactOptional(),
  })
  .refine(
    ({ Provider, Requester }) => Provider !== undefined || Requester !== undefined,
    complaint(said`it needs a Provider or a Requester`),
  );

/** Who answers or asks, over which road, and the requests by their names. @param named what a request is */
const sideFields = (parts: string, about: string, named: string): Described => ({
  kind: "structure",
  about,
  schema: side(parts),
  inner: {
    single: true,
    fields: {
      Transport: {
        kind: "structure",
        about: "over which road",
        schema: z.unknown(),
        inner: {
          single: true,
          fields: {
            Type: {
              kind: "text",
              about: "its kind, such as HTTP::REST or HTTP::SOAP",
              max: 200,
              required: true,
              known: ["HTTP::REST", "HTTP::SOAP"],
            },
            Config: { kind: "structure", about: "what OTRS keeps for this kind", schema: z.unknown() },
          },
        },
      },
      [parts]: {
        kind: "structure",
        about: "the requests by their names",
        schema: z.unknown(),
        inner: {
          keys: ["name"],
          fields: {
            name: { kind: "text", about: "what the request is called", max: 200, required: true },
            Type: { kind: "text", about: named, max: 200, required: true },
          },
        },
      },
    },
  },
});

export const webServiceFields: Inner = {
  single: true,
  fields: {
    Debugger: {
      kind: "structure",
      about: "what is written down of its requests",
      schema: z.unknown(),
      inner: {
        single: true,
        fields: {
          DebugThreshold: { kind: "choice", about: "how much of them", choices: thresholds, required: true },
          TestMode: { kind: "text", about: "1 when nothing is really sent", max: 1, known: ["0", "1"] },
        },
      },
    },
    Provider: sideFields(
      "Operation",
      "what other programs may ask of the helpdesk",
      "what is done then, such as Ticket::TicketCreate",
    ),
    Requester: sideFields(
      "Invoker",
      "what the helpdesk asks of another program",
      "what is asked, such as Elasticsearch::TicketManagement",
    ),
  },
};

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
