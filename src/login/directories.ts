/** A person by their login and password in the directories that are set: asked in order, with their row here. */
import type { AgentDirectory, CustomerDirectory } from "../config/directories.ts";
import type { Desk } from "../desk.ts";
import { UserError } from "../errors.ts";
import { type Answer, askDirectory, type DirectoryPerson, type Question } from "../ldap/ask.ts";
import { DirectoryFailure } from "../ldap/failure.ts";
import type { Person, PersonKind } from "../store/passwords.ts";
import { type Newcomer, welcomed } from "./newcomer.ts";
import { groupsNamed, rightsOf } from "./rights.ts";

export interface Verdict {
  readonly person: Person | undefined;
  /** Why each of those before let nobody in. */
  readonly reasons: readonly string[];
  /** Whether one of them could not be asked. */
  readonly incomplete: boolean;
}

/** What is asked of each directory about its people, and what its answer means here. */
export interface Asked {
  readonly directory: AgentDirectory | CustomerDirectory;
  readonly question: Omit<Question, "login" | "password">;
  newcomer(person: DirectoryPerson): Newcomer;
}

export function directoriesFor(desk: Desk, kind: PersonKind): readonly Asked[] {
  const { agents, customers } = desk.settings.ldap;
  return kind === "agent" ? agents.map(ofAgents) : customers.map(ofCustomers);
}

/** Every fault is logged with its mend; the next directory is asked all the same. */
export async function personInDirectories(
  desk: Desk,
  kind: PersonKind,
  { login, password }: { readonly login: string; readonly password: string },
): Promise<Verdict> {
  const reasons: string[] = [];
  let incomplete = false;
  for (const { directory, question, newcomer } of directoriesFor(desk, kind)) {
    const because = (why: string) => reasons.push(`${directory.name}: ${why}`);
    try {
      const answer: Answer = await askDirectory(
        directory,
        { ...question, login, password },
        ({ fault, text, mend }) => {
          if (fault) desk.log.warn({ directory: directory.name }, `${text}. ${mend}`);
        },
      );
      if (answer.person === undefined) {
        because(answer.why);
        continue;
      }
      const person = await welcomed(desk, newcomer(answer.person));
      if (person !== undefined) return { person, reasons, incomplete };
      because(`knows ${answer.person.login}, but there is no such ${kind} here; set create: true, or add them`);
    } catch (error) {
      if (!(error instanceof DirectoryFailure) && !(error instanceof UserError)) throw error;
      desk.log.error({ login, directory: directory.name }, error.message);
      because(error.what);
      incomplete ||= error instanceof DirectoryFailure;
    }
  }
  return { person: undefined, reasons, incomplete };
}

function ofAgents(directory: AgentDirectory): Asked {
  const { name, attributes, create, refresh, initialGroups, permissionsByAttribute, rolesByAttribute } = directory;
  const deciding = [...Object.keys(permissionsByAttribute ?? {}), ...Object.keys(rolesByAttribute ?? {})];
  return {
    directory,
    question: { attributes: [...wanted(attributes), ...deciding], groups: groupsNamed(directory) },
    newcomer: (person) => ({
      kind: "agent",
      login: person.login,
      values: valuesOf(attributes, person),
      initialGroups,
      rights: rightsOf(directory, person),
      create,
      refresh,
      source: `ldap ${name}`,
    }),
  };
}

function ofCustomers(directory: CustomerDirectory): Asked {
  const { name, attributes, create, refresh } = directory;
  return {
    directory,
    question: { attributes: wanted(attributes), groups: [] },
    newcomer: (person) => ({
      kind: "customer",
      login: person.login,
      values: valuesOf(attributes, person),
      initialGroups: [],
      rights: { permissions: undefined, roles: undefined },
      create,
      refresh,
      source: `ldap ${name}`,
    }),
  };
}

type ByField = Readonly<Record<string, string | undefined>>;

function wanted(attributes: ByField): readonly string[] {
  return Object.values(attributes).filter((name) => name !== undefined);
}

function valuesOf(attributes: ByField, person: DirectoryPerson): ByField {
  return Object.fromEntries(
    Object.entries(attributes).map(([field, name = ""]) => [
      field,
      person.attributes.get(name.toLowerCase())?.find((value) => value.trim() !== ""),
    ]),
  );
}
