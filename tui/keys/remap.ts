/** The agent's own keys in place of the table's. Pure. */
import { closest, distance } from "fastest-levenshtein";
import { UserError } from "../../src/errors.ts";
import { type Binding, withHits, withWayBack } from "./groups.ts";
import type { Screen } from "./keys.ts";
import { defaults } from "./table.ts";

/** Screen → command → keys, as the file has it; whatever else it may be is told. */
export type KeyWishes = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** @throws UserError for a screen or command that is none, a key that means two things, or a screen without a way out */
export function remapped(wishes: KeyWishes, where: string): typeof defaults {
  const table: Record<string, readonly Binding[]> = { ...defaults };
  // Its own wishes go before those of the screen that it is made of.
  const foundLast = Object.entries(wishes).sort(
    ([one], [other]) => Number(one.startsWith("found")) - Number(other.startsWith("found")),
  );
  for (const [screen, commands] of foundLast) {
    const bindings: readonly Binding[] | undefined = table[screen];
    if (bindings === undefined) throw unknown(`${where}: keys.${screen}`, "screen", screen, Object.keys(defaults));
    const known = bindings.map(({ command }) => command);
    for (const command of Object.keys(commands)) {
      if (!known.includes(command)) throw unknown(`${where}: keys.${screen}.${command}`, "command", command, known);
    }
    table[screen] = changed(bindings, commands);
    if (screen === "ticket") table.found = withHits(table[screen]);
    if (screen === "list") table.foundList = withWayBack(table[screen]);
  }
  const anywhere = table.anywhere ?? [];
  const changedScreens = Object.keys("anywhere" in wishes ? table : wishes).filter((screen) => screen !== "anywhere");
  for (const screen of changedScreens) {
    const bindings = table[screen] ?? [];
    checkMeanings([...bindings, ...anywhere], `${where}: keys.${screen}`);
    checkWayOut(bindings, `${where}: keys.${screen}`);
  }
  // Only keys were exchanged: every screen still has its commands.
  return table as typeof defaults;
}

/** A key that is wished for belongs to that command alone; others lose it. */
function changed(bindings: readonly Binding[], commands: Readonly<Record<string, readonly string[]>>) {
  const taken = new Set(Object.values(commands).flat());
  return bindings.map((binding) => {
    const wished = commands[binding.command];
    return { ...binding, keys: wished ?? binding.keys.filter((key) => !taken.has(key)) };
  });
}

function checkMeanings(bindings: readonly Binding[], where: string): void {
  const owners = new Map<string, string>();
  for (const { command, keys } of bindings) {
    for (const key of keys) {
      const other = owners.get(key);
      if (other !== undefined)
        throw new UserError(`"${key}" is both ${other} and ${command}`, { where, mend: "Give each its own" });
      owners.set(key, command);
    }
  }
  for (const [key, command] of owners) {
    const longer = [...owners].find(([other]) => other.startsWith(`${key} `));
    if (longer !== undefined) {
      throw new UserError(`"${key}" is ${command}, so "${longer[0]}" can never be typed`, {
        where,
        mend: "Change one of them",
      });
    }
  }
}

function checkWayOut(bindings: readonly Binding[], where: string): void {
  if (
    !bindings.some(
      ({ command, keys }) => ["quit", "back", "leave", "cancel", "no"].includes(command) && keys.length > 0,
    )
  ) {
    throw new UserError("no key is left to leave this screen", { where, mend: "Leave one" });
  }
}

function unknown(where: string, kind: Screen | "screen" | "command", name: string, all: readonly string[]): UserError {
  const near = closest(name, [...all]);
  const guess = distance(name, near) <= 3 ? ` Did you mean ${near}?` : "";
  return new UserError(`there is no ${kind} "${name}"`, {
    where,
    mend: `There is: ${[...new Set(all)].join(", ")}.${guess}`,
  });
}
