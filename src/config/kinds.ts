/** The kinds of values a key can have: what is allowed, in words, and how text or YAML becomes the value. */
import { isIP } from "node:net";
import { z } from "zod";

export interface Kind<T> {
  /** Completes "allowed: …". */
  readonly allowed: string;
  /** Takes what YAML gives or the text of an environment variable. */
  readonly schema: z.ZodType<T>;
}

const trimmed = z.string().trim();

export const text: Kind<string> = { allowed: "a text", schema: trimmed.min(1) };

export const maybeText: Kind<string | undefined> = {
  allowed: "a text, or empty for none",
  schema: z.union([trimmed, z.null()]).transform((value) => (value === null || value === "" ? undefined : value)),
};

export const anyText: Kind<string> = { allowed: "a text, possibly empty", schema: z.string() };

export const digits: Kind<string> = {
  allowed: "digits only",
  schema: z.union([z.number().int().nonnegative().transform(String), trimmed]).pipe(z.string().regex(/^\d{1,10}$/)),
};

export const path: Kind<string> = { allowed: "a path", schema: trimmed.min(1) };

export const maybePath: Kind<string | undefined> = { ...maybeText, allowed: "a path, or empty for none" };

export const flag: Kind<boolean> = {
  allowed: "true or false",
  schema: z.union([
    z.boolean(),
    trimmed
      .toLowerCase()
      .pipe(z.enum(["true", "false", "yes", "no", "on", "off", "1", "0"]))
      .transform((value) => ["true", "yes", "on", "1"].includes(value)),
  ]),
};

export function whole(from: number, to: number): Kind<number> {
  return {
    allowed: `a whole number from ${from} to ${to}`,
    schema: z.union([z.number(), trimmed.regex(/^\d+$/).transform(Number)]).pipe(z.number().int().min(from).max(to)),
  };
}

export function choice<const Name extends string>(...names: readonly [Name, ...Name[]]): Kind<Name> {
  return { allowed: names.join(", "), schema: z.enum(names) };
}

/** `host:port`, `[ipv6]:port`, or the path of a socket; empty does not listen. */
export const listen: Kind<string | undefined> = {
  allowed: "HOST:PORT (port 0 for any free one), a socket's path beginning with / or ./, or empty not to listen",
  schema: maybeText.schema.refine((value) => value === undefined || /^\.{0,2}\//.test(value) || isHostAndPort(value)),
};

function isHostAndPort(value: string): boolean {
  const port = /^(?:\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+|\*):(\d{1,5})$/.exec(value)?.[1];
  return port !== undefined && Number(port) <= 65_535;
}

/** Octal digits, as chmod writes them. */
export const fileMode: Kind<number> = {
  allowed: 'file permissions in octal digits, for example "0660"',
  // YAML reads 0660 as the decimal number 660; either way the digits are meant as octal.
  schema: z
    .union([z.number().int().transform(String), trimmed])
    .pipe(z.string().regex(/^0?[0-7]{3}$/))
    .transform((value) => Number.parseInt(value, 8)),
};

export const timeZone: Kind<string> = {
  allowed: "an IANA time zone, for example Europe/Berlin or UTC",
  schema: trimmed.refine((value) => {
    try {
      return new Intl.DateTimeFormat("en", { timeZone: value }).resolvedOptions().timeZone !== "";
    } catch {
      return false;
    }
  }),
};

export const expression: Kind<string> = {
  allowed: "a regular expression",
  schema: trimmed.refine((value) => {
    try {
      return new RegExp(value, "i").source !== "";
    } catch {
      return false;
    }
  }),
};

export function url(allowed: string, ...schemes: readonly string[]): Kind<string> {
  return { allowed, schema: trimmed.refine((value) => schemes.some((scheme) => value.startsWith(`${scheme}:`))) };
}

export function maybeUrl(allowed: string, ...schemes: readonly string[]): Kind<string | undefined> {
  return {
    allowed,
    schema: maybeText.schema.refine(
      (value) =>
        value === undefined || (schemes.some((scheme) => value.startsWith(`${scheme}://`)) && URL.canParse(value)),
    ),
  };
}

/** A mapping of addresses to numbers; in an environment variable `a@b=5,c@d=0`. */
export const numbersByAddress: Kind<Readonly<Record<string, number>>> = {
  allowed: "addresses with a whole number each: {ann@example.com: 5}, or ann@example.com=5,… in the environment",
  schema: z.union([
    z.record(z.string().toLowerCase(), z.number().int().nonnegative()),
    trimmed.regex(/^$|^[^=,]+=\d+(?:,[^=,]+=\d+)*$/).transform((value) =>
      Object.fromEntries(
        value
          .split(",")
          .filter((pair) => pair !== "")
          .map((pair) => pair.split("="))
          .map(([address = "", count = ""]) => [address.trim().toLowerCase(), Number(count)]),
      ),
    ),
  ]),
};

/** A list in YAML, or words with commas between in an environment variable. */
const list = z.union([
  z.array(trimmed.min(1)),
  trimmed.transform((value) => value.split(/[\s,]+/).filter((word) => word !== "")),
]);

/** Names that may hold blanks, with commas between in an environment variable. */
export const names: Kind<readonly string[]> = {
  allowed: "a list of names, or names with commas between them in the environment",
  schema: z.union([
    z.array(trimmed.min(1)),
    trimmed.transform((value) =>
      value
        .split(",")
        .map((name) => name.trim())
        .filter((name) => name !== ""),
    ),
  ]),
};

/** Some of these names, each once, in an order that counts. */
export function someOf<const Name extends string>(...from: readonly [Name, ...Name[]]): Kind<readonly Name[]> {
  return {
    allowed: `a list of some of ${from.join(", ")}, with commas between them in the environment`,
    schema: list.pipe(z.array(z.enum(from))).refine((some) => new Set(some).size === some.length),
  };
}

/** Domains or host names, in lower case. */
export const domains: Kind<readonly string[]> = {
  allowed: "a list of domains, or domains with commas between them in the environment",
  schema: list.pipe(
    z.array(
      z
        .string()
        .toLowerCase()
        .regex(/^[^\s@/:]+$/),
    ),
  ),
};

/** IP addresses and networks in CIDR notation. */
export const networks: Kind<readonly string[]> = {
  allowed: "a list of IP addresses or networks like 192.0.2.0/24, with commas between them in the environment",
  schema: list.refine((values) => values.every(isNetwork)),
};

function isNetwork(value: string): boolean {
  const [, address = "", bits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(value) ?? [];
  const family = isIP(address);
  return family !== 0 && Number(bits ?? 0) <= (family === 4 ? 32 : 128);
}

/** A mapping of names to names; in an environment variable `one=other,…`. */
export const namesByName: Kind<Readonly<Record<string, string>>> = {
  allowed: "a name for each name: {one: other}, or one=other,… in the environment",
  schema: z.union([
    z.record(z.string().min(1), z.string().min(1)),
    trimmed.regex(/^$|^[^=,]+=[^=,]+(?:,[^=,]+=[^=,]+)*$/).transform((value) =>
      Object.fromEntries(
        value
          .split(",")
          .filter((pair) => pair !== "")
          .map((pair) => pair.split("="))
          .map(([name = "", other = ""]) => [name.trim(), other.trim()]),
      ),
    ),
  ]),
};

/** A mapping of logins to passwords; in an environment variable `scanner=secret,printer=secret`. */
export const passwordsByLogin: Kind<Readonly<Record<string, string>>> = {
  allowed: "logins with a password each: {scanner: secret}, or scanner=secret,… in the environment",
  schema: z.union([
    z.record(z.string().min(1), z.string().min(1)),
    trimmed.regex(/^$|^[^=,]+=[^,]+(?:,[^=,]+=[^,]+)*$/).transform((value) =>
      Object.fromEntries(
        value
          .split(",")
          .filter((pair) => pair !== "")
          .map((pair) => [pair.slice(0, pair.indexOf("=")).trim(), pair.slice(pair.indexOf("=") + 1)]),
      ),
    ),
  ]),
};
