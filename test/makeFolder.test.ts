/** Folders that can be made, and those that cannot: an error at once, never a hang. */
import { stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { makeFolder } from "../src/makeFolder.ts";
import { tempFolder } from "./peers/tempFolder.ts";

it("makes a folder with all above it for its owner alone, and leaves one that is there", async () => {
  await using folder = await tempFolder("folders");
  const deep = join(folder.path, "one", "two", "three");
  makeFolder(deep);
  makeFolder(deep);
  for (const made of [deep, join(folder.path, "one")]) expect((await stat(made)).mode & 0o777).toBe(0o700);
});

it("names what is in the way", async () => {
  await using folder = await tempFolder("folders");
  const file = join(folder.path, "file");
  await writeFile(file, "");
  expect(() => makeFolder(file)).toThrow(/EEXIST.*file/);
  expect(() => makeFolder(join(file, "below"))).toThrow(/ENOTDIR.*below/);
});

it.skipIf(process.platform !== "linux")("ends where the system has a folder that takes none", () => {
  expect(() => makeFolder("/proc/nope/.local/state")).toThrow(/ENOENT.*\/proc\/nope'/);
});
