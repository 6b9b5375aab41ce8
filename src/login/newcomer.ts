/** Somebody whom a directory or an identity provider vouches for, and their row here: found, made, kept as they say. */
import { isDeepStrictEqual } from "node:util";
import { changeAll, showEntry } from "../admin/administer.ts";
import type { AdminModule } from "../admin/module.ts";
import { customerUser } from "../admin/modules/customerUser.ts";
import { user } from "../admin/modules/user.ts";
import { parseValue } from "../admin/parse.ts";
import type { Actor, Desk } from "../desk.ts";
import { Exit, UserError } from "../errors.ts";
import { rootActor } from "../people/administrators.ts";
import { type Person, type PersonKind, personByLogin } from "../store/passwords.ts";
import { agentRows } from "../store/permissions.ts";
import type { Rights } from "./rights.ts";

export interface Newcomer {
  readonly kind: PersonKind;
  readonly login: string;
  /** By the fields of administration; who is known already keeps what is not told. */
  readonly values: Readonly<Record<string, string | undefined>>;
  /** Groups that a new agent gets with rw. */
  readonly initialGroups: readonly string[];
  readonly rights: Rights;
  readonly create: boolean;
  readonly refresh: boolean;
  /** Who vouches; the audit trail tells it. */
  readonly source: string;
}

/** @param names field → the attribute or claim that tells it. @param known by names in lower case, each with its values */
export function valuesOf(
  names: Readonly<Record<string, string | undefined>>,
  known: ReadonlyMap<string, readonly string[]>,
): Newcomer["values"] {
  return Object.fromEntries(
    Object.entries(names).map(([field, name = ""]) => [
      field,
      known.get(name.toLowerCase())?.find((value) => value.trim() !== ""),
    ]),
  );
}

/** The row of this login, if there is one: directories know no case. */
export async function rowOf(desk: Desk, kind: PersonKind, login: string): Promise<Person | undefined> {
  const { db } = desk.store;
  const exact = await personByLogin(db, kind, login);
  if (exact !== undefined || kind === "customer") return exact;
  const [other, ...more] = (await agentRows(db)).filter((row) => row.login.toLowerCase() === login.toLowerCase());
  return other === undefined || more.length > 0 ? undefined : await personByLogin(db, kind, other.login);
}

/**
 * @returns undefined when there is no row and none is to be made
 * @throws UserError when the row cannot be as it has to be
 */
export async function welcomed(desk: Desk, newcomer: Newcomer): Promise<Person | undefined> {
  const { kind, login, create, refresh, rights } = newcomer;
  const before = await rowOf(desk, kind, login);
  if (before === undefined) return create ? await made(desk, newcomer) : undefined;
  // For who is not let in nothing changes.
  if (!before.valid) return before;
  if (refresh) await refreshed(desk, newcomer, before);
  // What they may do no more must not outlast a fault: it keeps them out.
  await keep(desk, newcomer, before.login, told({ ...rights }));
  return before;
}

async function made(desk: Desk, newcomer: Newcomer): Promise<Person | undefined> {
  const { kind, login, values, initialGroups, rights } = newcomer;
  const { firstName = "-", lastName = login } = told(values);
  const initial = Object.fromEntries(initialGroups.map((group) => [group, ["rw"]]));
  const first: Raw =
    kind === "agent"
      ? { permissions: rights.permissions ?? initial, roles: rights.roles ?? [] }
      : { customerId: values.customerId ?? values.email };
  try {
    await put(desk, newcomer, login, { ...told(values), firstName, lastName, ...told<unknown>(first) });
    desk.log.info({ login, source: newcomer.source }, `a new ${kind} was made at the first login`);
  } catch (error) {
    // The same person at another door, a moment before.
    const other = await rowOf(desk, kind, login);
    if (other === undefined) throw error;
  }
  return await rowOf(desk, kind, login);
}

async function refreshed(desk: Desk, newcomer: Newcomer, { login }: Person): Promise<void> {
  try {
    await keep(desk, newcomer, login, told(newcomer.values));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    desk.log.warn({ login, source: newcomer.source }, `what is told of them cannot be taken over: ${error.message}`);
  }
}

/** Of somebody who has a row. Without a change nothing is locked, and nothing written. */
async function keep(desk: Desk, newcomer: Newcomer, key: string, told: Raw): Promise<void> {
  if (Object.keys(told).length === 0) return;
  const module = moduleOf(newcomer);
  const { values } = await showEntry(desk, actorOf(newcomer), module, key);
  const same = Object.entries(fitting(module, told)).every(([name, value]) => {
    const field = module.fields[name];
    const parsed = field === undefined ? undefined : parseValue(field, value, "json");
    return parsed !== undefined && "value" in parsed && isDeepStrictEqual(parsed.value, values[name]);
  });
  if (!same) await put(desk, newcomer, key, told);
}

async function put(desk: Desk, newcomer: Newcomer, key: string, told: Raw): Promise<void> {
  const module = moduleOf(newcomer);
  const raw = fitting(module, told);
  const given = { module, key, raw, form: "json", mode: "put", where: (field?: string) => field } as const;
  await changeAll(desk, actorOf(newcomer), [given], Exit.dataError);
}

function moduleOf({ kind }: Newcomer): AdminModule {
  return kind === "agent" ? user : customerUser;
}

function actorOf({ source }: Newcomer): Actor {
  return { ...rootActor, login: source };
}

type Raw = Readonly<Record<string, unknown>>;

function told<T>(values: Readonly<Record<string, T | undefined>>): Readonly<Record<string, T>> {
  const some = Object.entries(values).filter((pair): pair is [string, T] => pair[1] !== undefined && pair[1] !== "");
  return Object.fromEntries(some);
}

/** Directories know longer names than OTRS's columns. */
function fitting(module: AdminModule, values: Raw): Raw {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const field = module.fields[name];
      const max = field !== undefined && field.kind === "text" ? field.max : undefined;
      return [name, typeof value === "string" && max !== undefined ? value.trim().slice(0, max) : value];
    }),
  );
}
