/** Searches in a directory: for a person by their login, and whether somebody is in a group. */
import type { Client, Entry, Filter, FilterParser, SearchOptions } from "ldapts";
import type { Directory } from "../config/directories.ts";
import { UserError } from "../errors.ts";
import { said } from "../said.ts";
import type { Conversation } from "./conversation.ts";
import { directoryFailure, type Step } from "./failure.ts";

/** At most two: one is meant, a second is one too many. */
export async function entriesOf(
  { client, at }: Conversation,
  directory: Directory,
  login: string,
  attributes: readonly string[],
): Promise<readonly Entry[]> {
  const { AndFilter, EqualityFilter, FilterParser: parser } = await import("ldapts");
  // The login goes as octets of its own, never as the text of a filter: nothing in it is to be escaped (RFC 4515 §3).
  const filters: Filter[] = [new EqualityFilter({ attribute: directory.userAttribute, value: login })];
  if (directory.filter !== undefined) filters.push(parsed(directory, parser));
  const wanted = [...new Set([directory.userAttribute, ...attributes])];
  return await searched("search", client, { directory, at }, directory.baseDn, {
    scope: "sub",
    filter: new AndFilter({ filters }),
    attributes: wanted,
    sizeLimit: 2,
  });
}

function parsed({ name, filter = "" }: Directory, parser: typeof FilterParser): Filter {
  try {
    return parser.parseString(filter);
  } catch (error) {
    const what = said`${filter} is no filter (${error instanceof Error ? error.message : String(error)})`;
    throw new UserError(what, {
      where: `filter of the directory ${name}`,
      mend: said`Correct it (RFC 4515)`,
      cause: error,
    });
  }
}

export async function isMember(
  { client, at }: Conversation,
  directory: Directory,
  group: string,
  { dn, login }: { readonly dn: string; readonly login: string },
): Promise<boolean> {
  const { EqualityFilter, ExtensibleFilter } = await import("ldapts");
  const value = directory.memberValue === "dn" ? dn : login;
  const [matchType = "", rule] = directory.memberAttribute.split(":");
  const filter =
    rule === undefined
      ? new EqualityFilter({ attribute: matchType, value })
      : new ExtensibleFilter({ matchType, rule, value });
  const search: SearchOptions = { scope: "base", filter, attributes: ["1.1"] };
  return (
    (await searched("group", client, { directory: { ...directory, groupDn: group }, at }, group, search)).length > 0
  );
}

async function searched(
  step: Step,
  client: Client,
  { directory, at }: { readonly directory: Directory; readonly at: Conversation["at"] },
  base: string,
  options: SearchOptions,
): Promise<readonly Entry[]> {
  try {
    return (await client.search(base, { ...options, timeLimit: directory.timeout })).searchEntries;
  } catch (error) {
    throw directoryFailure(error, directory, at, step);
  }
}

/** By the attribute's name in lower case; what is no text is left out. */
export function attributesOf({ dn: _, ...attributes }: Entry): ReadonlyMap<string, readonly string[]> {
  return new Map(
    Object.entries(attributes).map(([name, value]) => {
      const values = (Array.isArray(value) ? value : [value]).filter((one) => typeof one === "string");
      return [name.toLowerCase(), values];
    }),
  );
}
