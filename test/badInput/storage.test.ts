/** What becomes of mail while its storage fails: 451 and nothing half-stored, and all is well again by itself. */
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { systemClock } from "../../src/clock.ts";
import { openStore } from "../../src/store/open.ts";
import { forEachDatabase } from "../databases.ts";
import { messageIdsOf } from "../intake/kept.ts";
import { eventually } from "../peers/eventually.ts";
import { type Daemon, install } from "../peers/gotrs.ts";
import { installed, runCommand } from "../peers/process.ts";
import { startProxy } from "../peers/proxy.ts";
import { type Answer, SmtpClient } from "../peers/smtpClient.ts";

const envelope = { from: "ann@customer.test", to: ["support@localhost"] };
const mail = (id: string, size = 200): Buffer =>
  Buffer.from(
    `Message-ID: <${id}@customer.test>\r\nFrom: ann@customer.test\r\nSubject: ${id}\r\n\r\n${`${"x".repeat(78)}\r\n`.repeat(size / 80)}`,
  );
const send = async (daemon: Daemon, octets: Buffer): Promise<Answer> => {
  await using client = await SmtpClient.open(daemon.smtp.host, daemon.smtp.port);
  return await client.send(envelope, octets);
};

async function kept(databaseUrl: string): Promise<readonly string[]> {
  const store = await openStore(databaseUrl, { clock: systemClock });
  try {
    return (await messageIdsOf(store)).filter((id) => id.endsWith("@customer.test>"));
  } finally {
    await store.close();
  }
}

forEachDatabase(
  "a database that goes away",
  (database) => {
    it("costs no mail: 451 while it is away, and each mail once when it is back", async () => {
      await using installation = await install(await database.empty());
      const direct = new URL(installation.databaseUrl);
      await using proxy = await startProxy(direct.hostname, Number(direct.port));
      const proxied = Object.assign(new URL(direct), { port: String(proxy.port) }).href;
      await using daemon = await installation.serve({ GOTRS_DATABASE_URL: proxied }, { quiet: true });
      expect(await send(daemon, mail("before"))).toMatchObject({ code: 250 });

      // Cut in the middle of a stream over several connections, so that groups are torn at any point.
      const answers = new Map<string, number>();
      const sendOver = async (ids: readonly string[]): Promise<void> => {
        await using client = await SmtpClient.open(daemon.smtp.host, daemon.smtp.port);
        for (const id of ids) {
          answers.set(id, (await client.send(envelope, mail(id))).code);
          if (answers.size === 20) proxy.cut();
        }
      };
      const streams = [0, 1, 2, 3].map((stream) => Array.from({ length: 15 }, (_, index) => `${stream}-${index}`));
      await Promise.all(streams.map(sendOver));
      const codes = new Set(answers.values());
      expect([...codes].toSorted()).toEqual([250, 451]);

      proxy.mend();
      await eventually("the daemon to store mail again", async () => (await send(daemon, mail("after"))).code === 250);
      for (const [id, code] of answers) {
        if (code !== 250) expect(await send(daemon, mail(id))).toMatchObject({ code: 250 });
      }
      const ids = await kept(installation.databaseUrl);
      const expected = ["before", "after", ...answers.keys()].map((id) => `<${id}@customer.test>`);
      expect(ids.toSorted()).toEqual(expected.toSorted());
      expect(await daemon.child.stop()).toBe(0);
    }, 60_000);
  },
  ["postgres", "mysql"],
);

const prlimit = await installed("prlimit");

describe.skipIf(!prlimit)(`a full disk${prlimit ? "" : ": skipped, install util-linux for prlimit"}`, () => {
  /** Files of the daemon may not grow beyond so many octets; undefined takes the limit away. */
  const limit = async (daemon: Daemon, octets: number | undefined): Promise<void> => {
    const soft = octets === undefined ? "unlimited" : String(octets);
    const { code, stderr } = await runCommand("prlimit", ["--pid", String(daemon.child.pid), `--fsize=${soft}:`]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  };

  it("is answered with 451, leaves nothing half-stored, and mail goes on when there is room again", async () => {
    await using installation = await install();
    await using daemon = await installation.serve({}, { quiet: true });
    expect(await send(daemon, mail("before"))).toMatchObject({ code: 250 });
    const journal = statSync(join(installation.folder, "gotrs.db-wal")).size;

    await limit(daemon, journal + 100_000);
    const refused: string[] = [];
    for (let index = 0; refused.length < 3 && index < 50; index += 1) {
      const { code } = await send(daemon, mail(`full-${index}`, 20_000));
      if (code === 451) refused.push(`full-${index}`);
      else expect(code).toBe(250);
    }
    expect(refused).toHaveLength(3);
    // A large mail meets the limit on its way in already.
    expect(await send(daemon, mail("large", 8_000_000))).toMatchObject({ code: 451 });
    expect(readdirSync(join(installation.folder, "spool"))).toEqual([]);

    await limit(daemon, undefined);
    for (const id of [...refused, "large"]) {
      const size = id === "large" ? 8_000_000 : 20_000;
      expect(await send(daemon, mail(id, size))).toMatchObject({ code: 250 });
    }
    const ids = await kept(installation.databaseUrl);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ["before", ...refused, "large"]) expect(ids).toContain(`<${id}@customer.test>`);
    expect(await daemon.child.stop()).toBe(0);
  }, 60_000);
});
