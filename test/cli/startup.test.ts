/** What a command loads: a pipe delivery starts this program for every mail, so it must not wait for parts it does not use. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { install } from "../peers/gotrs.ts";

/** The packages whose code ran, by Node's own record of executed files. */
function packagesIn(folder: string): ReadonlySet<string> {
  const packages = new Set<string>();
  for (const name of readdirSync(folder)) {
    const { result }: { result: readonly { url: string }[] } = JSON.parse(readFileSync(join(folder, name), "utf8"));
    for (const { url } of result) {
      const found = url.match(/\/node_modules\/((?:@[^/]+\/)?[^/]+)\//)?.[1];
      if (found !== undefined) packages.add(found);
    }
  }
  return packages;
}

test("gotrs ingest loads neither the daemon's parts nor the drivers of other databases", async () => {
  await using installation = await install();
  const record = join(installation.folder, "loaded");
  const { code, stderr } = await installation.run(["ingest"], {
    input: "From: ann@customer.test\nTo: root@localhost\nSubject: Hello\n\nHello\n",
    environment: { NODE_V8_COVERAGE: record },
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const packages = packagesIn(record);
  expect(packages).toContain("better-sqlite3");
  for (const absent of ["fastify", "smtp-server", "pino", "prom-client", "ink", "react", "pg", "mysql2", "mailauth"]) {
    expect(packages).not.toContain(absent);
  }
});

test("a command that does not exist is told with what was probably meant", async () => {
  await using installation = await install();
  const { code, stderr } = await installation.run(["tiket"]);
  expect(code).toBe(64);
  expect(stderr).toContain("Did you mean ticket?");
});
