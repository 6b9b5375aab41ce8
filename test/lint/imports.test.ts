/** That the import rules bite: each deliberate violation is reported. The rules themselves are in .dependency-cruiser.mjs. */
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { packageRoot } from "../../src/packageRoot.ts";

const run = promisify(execFile);

/** A tiny project, each file breaking one rule; the last is sound. */
const files: Record<string, string> = {
  "src/errors.ts": "export const what = 1;\n",
  "src/clock.ts": "export const now = 1;\n",
  "src/store/store.ts": 'import type { Kysely } from "kysely";\nexport type Store = Kysely<unknown>;\n',
  "src/mail/typeOfStore.ts":
    'import type { Store } from "../store/store.ts";\nexport const f = (store: Store) => store;\n',
  "src/mail/readsFiles.ts": 'export { readFileSync } from "node:fs";\n',
  "src/mail/readsClock.ts": 'export { now } from "../clock.ts";\n',
  "src/people/sql.ts": 'import type { Kysely } from "kysely";\nexport const f = (db: Kysely<unknown>) => db;\n',
  "src/cli/main.ts": 'export * from "../../daemon/main.ts";\n',
  "daemon/main.ts": 'export const start = () => import("../tui/screen.ts");\n',
  "tui/screen.ts": 'export * from "../src/store/store.ts";\n',
  "src/queue/one.ts": 'import { two } from "./two.ts";\nexport const one = () => two;\n',
  "src/queue/two.ts": 'import type { one } from "./one.ts";\nexport const two = (f: typeof one) => f;\n',
  "src/unknown/new.ts": 'export * from "../errors.ts";\n',
  "src/mail/lost.ts": 'export * from "./gone.ts";\n',
  "src/mail/sound.ts": 'import { what } from "../errors.ts";\nexport const sound = what;\n',
};

let folder = "";
let broken: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gotrs-imports-"));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  await writeFile(join(folder, "package.json"), '{"type":"module","dependencies":{"kysely":"*"}}');
  await symlink(join(packageRoot, "node_modules"), join(folder, "node_modules"));
  const depcruise = join(packageRoot, "node_modules/.bin/depcruise");
  const rules = join(packageRoot, ".dependency-cruiser.mjs");
  const args = [depcruise, "--config", rules, "--output-type", "json", "src", "daemon", "tui"];
  // The JSON reporter answers 0 whatever it found.
  const { stdout } = await run(process.execPath, args, { cwd: folder });
  const found: { summary: { violations: { from: string; rule: { name: string } }[] } } = JSON.parse(stdout);
  broken = found.summary.violations.map((violation) => `${violation.from}: ${violation.rule.name}`);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test.each([
  ["a type of the store in src/mail", "src/mail/typeOfStore.ts: src/mail/ imports only what it may"],
  ["a file read in src/mail", "src/mail/readsFiles.ts: rules have no effects"],
  ["the clock in src/mail", "src/mail/readsClock.ts: src/mail/ imports only what it may"],
  ["a type of Kysely outside src/store", "src/people/sql.ts: kysely has its home"],
  ["the terminal UI in the daemon, imported late", "daemon/main.ts: daemon/ imports only what it may"],
  ["the store in the terminal UI", "tui/screen.ts: tui/ imports only what it may"],
  ["a cycle, even of types", "src/queue/one.ts: no cycles"],
  ["a folder that has no rule", "src/unknown/new.ts: every folder is in the table"],
  ["an import that leads nowhere", "src/mail/lost.ts: every import leads somewhere"],
])("the import rules report %s", (_what, violation) => {
  expect(broken).toContain(violation);
});

test("the import rules leave sound files alone", () => {
  for (const sound of ["src/mail/sound.ts", "src/store/store.ts", "src/cli/main.ts"]) {
    expect(broken.filter((violation) => violation.startsWith(`${sound}:`))).toEqual([]);
  }
});
