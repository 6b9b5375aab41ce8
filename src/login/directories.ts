/** A person by their login and password in the directories that are set: asked in order, with their row here. */
import type { AgentDirectory, CustomerDirectory } from "../config/directories.ts";
import type { Desk } from "../desk.ts";
import { UserError } from "../errors.ts";
import { type Answer, askDirectory, type DirectoryPerson, type Question } from "../ldap/ask.ts";
import { DirectoryFailure } from "../ldap/failure.ts";
import type { Person, PersonKind } from "../store/passwords.ts";
import { type Newcomer, valuesOf, welcomed } from "./newcomer.ts";
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
  return (kind === "agent" ? agents : customers).map((directory) => askedOf(kind, directory));
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

function askedOf(kind: PersonKind, directory: AgentDirectory | CustomerDirectory): Asked {
  const { name, attributes, create, refresh } = directory;
  // The lists of agents and of customers are of two kinds; only the first say what somebody may do.
  const rules: Partial<AgentDirectory> = "initialGroups" in directory ? directory : {};
  const deciding = [rules.permissionsByAttribute, rules.rolesByAttribute].flatMap((by) => Object.keys(by ?? {}));
  const telling = Object.values<string | undefined>(attributes).filter((one) => one !== undefined);
  return {
    directory,
    question: { attributes: [...telling, ...deciding], groups: groupsNamed(rules) },
    newcomer: (person) => ({
      kind,
      login: person.login,
      values: valuesOf(attributes, person.attributes),
      initialGroups: rules.initialGroups ?? [],
      rights: rightsOf(rules, person),
      create,
      refresh,
      source: `ldap ${name}`,
    }),
  };
}
