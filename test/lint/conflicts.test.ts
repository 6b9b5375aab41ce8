/** No file of the repository carries the marks of a merge that was not finished; what is no code fails nowhere else. */
import { expect, test } from "vitest";
import { packageRoot } from "../../src/packageRoot.ts";
import { runCommand } from "../peers/process.ts";

const inside = (await runCommand("git", ["rev-parse", "--is-inside-work-tree"], { cwd: packageRoot })).code === 0;

test.skipIf(!inside)(
  `no file has the marks of an unfinished merge${inside ? "" : ": a clone of the repository is not there"}`,
  async () => {
    const { stdout } = await runCommand("git", ["grep", "-nE", "^(<{7}|>{7}) "], { cwd: packageRoot });
    expect(stdout).toBe("");
  },
);
