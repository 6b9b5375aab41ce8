/** The end of `npm test`: what was skipped because something is absent on this machine, and how to get it. Once, not per test. */
import type { Reporter, TestModule } from "vitest/node";

/** The part of a skipped test's name that tells what is absent and what to do; tests that need something end with it. */
const mend = /((?:start |[\w./-]+(?:(?:,| or| and) [\w./-]+)* (?:is|are) not (?:installed|there)|apt-get install ).*)$/;

/** @param names full names of skipped tests */
export function skippedSummary(names: readonly string[]): readonly string[] {
  if (names.length === 0) return [];
  const reasons = Map.groupBy(names, (name) => reasonOf(name));
  const told = [...reasons].filter(([reason]) => reason !== undefined);
  const others = reasons.get(undefined) ?? [];
  return [
    `${names.length} tests were skipped; what ran has passed or is listed above. To run them too:`,
    ...told
      .toSorted(([a = ""], [b = ""]) => a.localeCompare(b))
      .map(([reason, some]) => `  ${reason} (${some.length})`),
    ...(others.length === 0
      ? []
      : [`  ${others.length} for a reason that their names do not tell, such as "${others[0]}"`]),
  ];
}

export class SkippedReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const skipped = modules.flatMap((module) => [...module.children.allTests("skipped")]);
    const lines = skippedSummary(skipped.map(({ fullName }) => fullName));
    // After vitest's own summary, which is printed in the same moment.
    if (lines.length > 0) setImmediate(() => process.stdout.write(`\n${lines.join("\n")}\n\n`));
  }
}

function reasonOf(name: string): string | undefined {
  const [, found] = mend.exec(name) ?? [];
  return found
    ?.split(" > ")[0]
    ?.replace(/^skipped[,:]? /, "")
    .trim();
}
