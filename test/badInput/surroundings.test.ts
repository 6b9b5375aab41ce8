/** What the program says, and with which exit code, when its surroundings are not as it needs them. */
import { chmod, cp, mkdir, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "../../src/clock.ts";
import { packageRoot } from "../../src/packageRoot.ts";
import { openStore } from "../../src/store/open.ts";
import { corpus, folder as corpusFolder } from "../mail/corpus.ts";
import { type Finished, type Installation, install } from "../peers/gotrs.ts";
import { installed, runCommand } from "../peers/process.ts";

const letter = "Message-ID: <1@customer.test>\r\nSubject: hello\r\n\r\nhello\r\n";
let installation: Installation;
beforeAll(async () => {
  installation = await install();
});
afterAll(() => installation[Symbol.asyncDispose]());

const ingest = (environment: Readonly<Record<string, string>> = {}, args: readonly string[] = []): Promise<Finished> =>
  installation.run(["ingest", "--json", ...args], { input: letter, environment });

/** Lines of what went wrong; each is one that a person can act on. */
const told = ({ stderr }: Finished): readonly string[] => stderr.trimEnd().split("\n");

describe("a database that cannot be used makes gotrs ingest end with 75, so that the mail is tried again", () => {
  it.each([
    ["is not there", "sqlite:none.db", /does not exist .*Create it.*gotrs init/],
    ["is a folder", "sqlite:.", /does not exist/],
    ["is no database", "sqlite:garbage.db", /damaged or no database.*Restore a backup/],
    ["has no tables", "sqlite:empty.db", /lacks tables.*gotrs init/],
    ["does not answer", "postgres://nobody@127.0.0.1:1/none", /does not answer.*Start it/],
    ["does not answer", "mysql://nobody@127.0.0.1:1/none", /does not answer.*Start it/],
  ])("when it %s (%s)", async (_, url, words) => {
    await writeFile(
      join(installation.folder, "garbage.db"),
      "this is no database, but long enough to be one".repeat(100),
    );
    await writeFile(join(installation.folder, "empty.db"), "");
    const ended = await ingest({ GOTRS_DATABASE_URL: url });
    expect(ended).toMatchObject({ code: 75, stdout: "", stderr: expect.stringMatching(words) });
    expect(told(ended)).toHaveLength(1);
  });

  it("when a newer gotrs has changed it, which serve refuses with 78", async () => {
    const newer = join(installation.folder, "newer.db");
    await cp(join(installation.folder, "gotrs.db"), newer);
    const store = await openStore(`sqlite:${newer}`, { clock: systemClock });
    await store.transaction((tx) =>
      tx
        .insertInto("gotrs_migration")
        .values({ id: 9999, name: "future", create_time: "2036-01-01 00:00:00" })
        .execute(),
    );
    await store.close();
    const environment = { GOTRS_DATABASE_URL: `sqlite:${newer}` };
    const words = /newer gotrs \(migration 9999\).*Install that version/;
    expect(await ingest(environment)).toMatchObject({ code: 75, stdout: "", stderr: expect.stringMatching(words) });
    expect(await installation.run(["serve"], { environment })).toMatchObject({
      code: 78,
      stderr: expect.stringMatching(words),
    });
  });
});

/** Root may write anywhere, so what an account may not do is tried as another one. */
const asNobody = process.getuid?.() === 0 ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : [];
const canBeNobody = asNobody.length === 0 || (await installed("setpriv"));
const skipped = canBeNobody ? "" : ": skipped, install util-linux for setpriv";

describe.skipIf(!canBeNobody)(`an account that may not write${skipped}`, () => {
  const run = async (args: readonly string[], environment: Readonly<Record<string, string>>): Promise<Finished> => {
    const [command = "", ...rest] = [...asNobody, process.execPath, join(packageRoot, "dist/src/cli/main.js"), ...args];
    return await runCommand(command, rest, {
      input: letter,
      cwd: "/",
      env: {
        PATH: process.env.PATH,
        GOTRS_STATE_DIRECTORY: installation.folder,
        GOTRS_DATABASE_URL: installation.databaseUrl,
        GOTRS_SMTP_LISTEN: "127.0.0.1:0",
        GOTRS_HTTP_LISTEN: "127.0.0.1:0",
        ...environment,
      },
    });
  };
  beforeAll(async () => {
    await chmod(installation.folder, 0o555);
    for (const file of ["gotrs.db", "gotrs.db-wal", "gotrs.db-shm"]) {
      await chmod(join(installation.folder, file), 0o444).catch(() => undefined);
    }
  });
  afterAll(async () => {
    await chmod(installation.folder, 0o700);
    await chmod(join(installation.folder, "gotrs.db"), 0o600);
  });

  it("the database: 75 from ingest, 69 from serve, with the permission that is missing", async () => {
    const words = expect.stringMatching(/read-only.*Give gotrs write permission/);
    expect(await run(["ingest"], {})).toMatchObject({ code: 75, stderr: words });
    expect(await run(["serve"], {})).toMatchObject({ code: 69, stderr: words });
  });

  it("the state directory: 73, whether it is there or cannot be made", async () => {
    const spare = join(installation.folder, "..", `${installation.folder.split("/").at(-1)}-database`);
    await mkdir(spare, { mode: 0o777 });
    await chmod(spare, 0o777);
    const environment = { GOTRS_DATABASE_URL: `sqlite:${join(spare, "gotrs.db")}` };
    try {
      const unwritable = await run(["serve"], environment);
      expect(unwritable).toMatchObject({ code: 73, stderr: expect.stringMatching(/state\.directory: .*spool/) });
      const missing = await run(["serve"], { ...environment, GOTRS_STATE_DIRECTORY: "/root/gotrs-state" });
      expect(missing).toMatchObject({
        code: 73,
        stderr: expect.stringMatching(/state\.directory: .*cannot be created/),
      });
    } finally {
      await runCommand("rm", ["-r", spare]);
    }
  });

  it("a mail's file: 77, from ingest and from parse", async () => {
    const secret = join(installation.folder, "secret.eml");
    await runCommand("sh", ["-c", `umask 077; echo x > ${secret}`]);
    if (asNobody.length === 0) await chmod(secret, 0);
    const words = expect.stringMatching(/secret\.eml: may not be read/);
    expect(await run(["parse", secret], {})).toMatchObject({ code: 77, stderr: words });
  });
});

describe("a broken configuration ends with 78", () => {
  it("and every fault is told at once, with its key, the value seen and what is allowed", async () => {
    const file = join(installation.folder, "broken.yaml");
    await writeFile(
      file,
      "smtp:\n  listn: x\n  maxSize: banana\nticket:\n  hook: 5\nfoo: 1\ndatabase:\n  url: oracle:x\nlog: {level: loud}\n",
    );
    for (const command of ["serve", "ingest", "init"]) {
      const ended = await installation.run([command, "--config", file], {
        input: letter,
        environment: { GOTRS_DATABASE_URL: "" },
      });
      expect(ended).toMatchObject({ code: 78, stdout: "" });
      const lines = told(ended).map((line) => line.replace(/^gotrs: /, ""));
      expect(lines).toEqual(
        expect.arrayContaining([
          expect.stringMatching(/broken\.yaml:2: smtp\.listn: .*Did you mean smtp\.listen\?/),
          expect.stringMatching(/broken\.yaml:3: smtp\.maxSize: is "banana"; allowed: a whole number from \d+ to \d+/),
          expect.stringMatching(/broken\.yaml:5: ticket\.hook: is 5; allowed: a text/),
          expect.stringMatching(/broken\.yaml:6: foo: there is no such key/),
          expect.stringMatching(/broken\.yaml:9: log\.level: is "loud"; allowed: .*debug.*error/),
        ]),
      );
    }
  });
});

describe("an address that is taken ends serve with 69", () => {
  it.each(["smtp", "http", "lmtp"])("and says who holds %s.listen and what to change", async (listener) => {
    const holder = createServer();
    const port = await new Promise<number>((resolve) => {
      holder.listen(0, "127.0.0.1", () => resolve((holder.address() as { port: number }).port));
    });
    try {
      const environment = { [`GOTRS_${listener.toUpperCase()}_LISTEN`]: `127.0.0.1:${port}` };
      const ended = await installation.run(["serve"], { environment });
      const words = new RegExp(
        `${listener}\\.listen: 127\\.0\\.0\\.1:${port} is in use by \\S+ \\(process ${process.pid}\\).*set ${listener}\\.listen`,
      );
      expect(ended).toMatchObject({ code: 69, stderr: expect.stringMatching(words) });
    } finally {
      holder.close();
    }
  });
});

describe("gotrs ingest", () => {
  it("ends with 65 when there is no such file, and stores what came before it", async () => {
    const file = join(installation.folder, "first.eml");
    await writeFile(file, letter.replace("<1@", "<first@"));
    const ended = await installation.run(["ingest", "--json", file, "/nonexistent.eml"]);
    expect(ended).toMatchObject({
      code: 65,
      stderr: expect.stringContaining("/nonexistent.eml: there is no such file"),
    });
    expect(JSON.parse(ended.stdout)).toMatchObject({ file, outcome: "new" });
  });

  it("prints one JSON line a mail of an mbox and of a Maildir, in their order", async () => {
    const mbox = join(installation.folder, "three.mbox");
    const message = (index: number): string =>
      `Message-ID: <box-${index}@customer.test>\nSubject: ${index}\n\n>From here\n`;
    await writeFile(mbox, [0, 1, 2].map((index) => `From ann Thu Nov 26 10:00:00 2026\n${message(index)}\n`).join(""));
    const maildir = join(installation.folder, "maildir");
    for (const part of ["new", "cur", "tmp"]) await mkdir(join(maildir, part), { recursive: true });
    await writeFile(join(maildir, "new", "1"), message(3));
    await writeFile(join(maildir, "cur", "2:2,S"), message(4));
    const lines = async (...args: readonly string[]): Promise<readonly { messageId: string; outcome: string }[]> =>
      (await installation.run(["ingest", "--json", ...args])).stdout
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line));
    const results = [...(await lines("--mbox", mbox)), ...(await lines("--maildir", maildir))];
    expect(results.map(({ messageId }) => messageId)).toEqual([0, 1, 2, 3, 4].map((n) => `<box-${n}@customer.test>`));
    expect(new Set(results.map(({ outcome }) => outcome))).toEqual(new Set(["new"]));
    const again = await lines("--mbox", mbox);
    expect(again.map(({ outcome }) => outcome)).toEqual(["duplicate", "duplicate", "duplicate"]);
  });
});

it("gotrs parse reads every real mail, in one JSON document each", async () => {
  for (const file of Object.keys(corpus()).slice(0, 5)) {
    const { code, stdout } = await installation.run(["parse", join(corpusFolder, file)]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toHaveProperty("body");
  }
});
