/** docs/configuration.md is the table of keys, and the examples a sysadmin copies are accepted. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { configurationPage } from "../../src/config/document.ts";
import type { Key } from "../../src/config/key.ts";
import { type KeyName, keys } from "../../src/config/keys.ts";
import { loadSettings } from "../../src/config/load.ts";
import { packageRoot } from "../../src/packageRoot.ts";

it("docs/configuration.md is what `npm run docs` writes", () => {
  const committed = readFileSync(join(packageRoot, "docs", "configuration.md"), "utf8");
  expect(committed, "run `npm run docs` and commit docs/configuration.md").toBe(configurationPage());
});

it.each(Object.keys(keys) as KeyName[])("%s says its default in words where it depends on the machine", (name) => {
  const key: Key<unknown> = keys[name];
  const one = key.default({ hostName: "one", stateDirectory: "/one", terminal: false });
  const other = key.default({ hostName: "other", stateDirectory: "/other", terminal: true });
  if (JSON.stringify(one) !== JSON.stringify(other)) expect(key.defaultText).toBeDefined();
  expect(key.doc).toMatch(/[.]$/);
});

it("packaging/gotrs.yaml is accepted as it is", () => {
  const { settings } = loadSettings({
    file: join(packageRoot, "packaging", "gotrs.yaml"),
    env: {},
    folder: packageRoot,
    hostName: "machine",
    terminal: false,
  });
  expect(settings.system.fqdn).toBe("desk.example.com");
});
