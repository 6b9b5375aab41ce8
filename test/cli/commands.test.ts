/** Commands as scripts use them: the contract's JSON key by key, errors in one line with a mend, exit codes. */
import type { Command } from "commander";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { programFor } from "../../src/cli/run.ts";
import { type Installation, install } from "../peers/gotrs.ts";
import { runCommand } from "../peers/process.ts";

let gotrs: Installation;
beforeAll(async () => {
  gotrs = await install();
  const mail = [
    "From: Ann <ann@customer.test>",
    "To: support@localhost",
    "Subject: The printer burns",
    "MIME-Version: 1.0",
    'Content-Type: multipart/mixed; boundary="b"',
    "",
    ...["--b", "Content-Type: text/plain", "", "Smoke."],
    ...["--b", 'Content-Type: text/csv; name="log.csv"', "Content-Disposition: attachment", "", "a,b", "--b--", ""],
  ].join("\n");
  const { code } = await gotrs.run(["ingest"], { input: mail });
  expect(code).toBe(0);
});
afterAll(() => gotrs?.[Symbol.asyncDispose]());

/** Key → the type of its value, or the shape below it; a list stands for its first member. */
type Shape = string | readonly [Shape] | { readonly [key: string]: Shape };

const summary = {
  ...{ id: "number", number: "string", title: "string", queue: "string", state: "string", stateType: "string" },
  ...{ priority: "string", type: "string", service: "null", sla: "null", owner: "string", responsible: "string" },
  ...{ lock: "string", customerId: "string", customerUser: "string", created: "string", changed: "string" },
  ...{ age: "number", escalation: { first: "null", update: "null", solution: "null", next: "null" } },
  unread: "boolean",
} as const;

const page: Shape = { tickets: [{ ...summary, articles: "number" }], total: "number", nextCursor: "null" };
const article: Shape = {
  ...{ id: "number", sender: "string", channel: "string", visibleForCustomer: "boolean", from: "string" },
  ...{ to: "string", cc: "string", subject: "string", body: "string", bodyHtml: "null", messageId: "null" },
  ...{ inReplyTo: "null", created: "string" },
  attachments: [{ id: "number", filename: "string", contentType: "string", size: "number" }],
};
const detail: Shape = {
  ...summary,
  articles: [article],
  history: [{ type: "string", name: "string", created: "string", by: "string" }],
  links: [],
  dynamicFields: {},
} as unknown as Shape;

/** Where the value is not of the shape: a key that is missing, or of another type. Further keys are allowed. */
function faults(value: unknown, shape: Shape, path: string): readonly string[] {
  if (typeof shape === "string") {
    const type = value === null ? "null" : typeof value;
    return type === shape ? [] : [`${path} is ${type}, not ${shape}`];
  }
  if (Array.isArray(shape)) {
    if (!Array.isArray(value)) return [`${path} is no list`];
    if (shape.length === 0) return [];
    return value.length === 0 ? [`${path} is empty`] : faults(value[0], shape[0] as Shape, `${path}[0]`);
  }
  if (typeof value !== "object" || value === null) return [`${path} is no object`];
  return Object.entries(shape).flatMap(([key, inner]) =>
    key in value
      ? faults((value as Record<string, unknown>)[key], inner, `${path}.${key}`)
      : [`${path}.${key} is missing`],
  );
}

describe("the contract's JSON", () => {
  test("of gotrs ticket list and search", async () => {
    const answer = await gotrs.json<Record<string, unknown>>("ticket", "list", "--search", "printer");
    expect(faults(answer, page, "list")).toEqual([]);
    expect(Object.keys(answer)).toEqual(["tickets", "total", "nextCursor"]);
    const [ticket = {}] = answer.tickets as Record<string, unknown>[];
    expect(Object.keys(ticket).toSorted()).toEqual([...Object.keys(summary), "articles", "pendingUntil"].toSorted());
    expect(ticket.created).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    const { age: _, ...found } = (
      (await gotrs.json<Record<string, unknown>>("ticket", "search", "printer")).tickets as Record<string, unknown>[]
    )[0] as Record<string, unknown>;
    const { age: _age, ...same } = ticket;
    expect(found).toMatchObject({ ...same, articleId: expect.any(Number), rank: 1, snippet: expect.any(Array) });
  });

  test("of gotrs ticket show, by number and by #id", async () => {
    const { tickets } = await gotrs.json<{ tickets: { id: number; number: string }[] }>("ticket", "search", "printer");
    const [ticket] = tickets;
    const shown = await gotrs.json<Record<string, unknown>>("ticket", "show", ticket?.number ?? "");
    expect(faults(shown, detail, "show")).toEqual([]);
    const byId = await gotrs.json<Record<string, unknown>>("ticket", "show", `#${ticket?.id}`);
    expect({ ...byId, age: 0 }).toEqual({ ...shown, age: 0 });
  });

  test("a fault of the shape would be seen", () => {
    expect(
      faults({ tickets: [{ id: "1" }] }, { tickets: [{ id: "number", number: "string" }], total: "number" }, "x"),
    ).toEqual(["x.tickets[0].id is string, not number", "x.tickets[0].number is missing", "x.total is missing"]);
  });
});

test.each([
  [["nonsense"], 64, "unknown command 'nonsense'. See: gotrs --help"],
  [["ticket", "lst"], 64, "unknown command 'lst' (Did you mean list?). See: gotrs ticket --help"],
  [["ticket", "show"], 64, "missing required argument 'name'. See: gotrs ticket show --help"],
  [
    ["ticket", "list", "--quue", "Raw"],
    64,
    "unknown option '--quue' (Did you mean --queue?). See: gotrs ticket list --help",
  ],
  [
    ["ticket", "list", "--limit", "x"],
    64,
    "option '--limit <count>' argument 'x' is invalid. It is to be a whole number. See: gotrs ticket list --help",
  ],
  [["ticket", "show", "99"], 65, "there is no ticket 99. Name it by its number, or as #id"],
  [["parse", "nowhere.eml"], 65, "nowhere.eml: there is no such file. Correct the path or its permissions"],
] as const)("%j ends in one line and its exit code", async (args, code, line) => {
  expect(await gotrs.run(args)).toEqual({ code, stdout: "", stderr: `gotrs: ${line}\n` });
});

test("every command and every option says what it is for", async () => {
  const bare: string[] = [];
  const look = (command: Command, path: string): void => {
    if (command.description() === "") bare.push(path);
    for (const { flags, description } of command.options) if (description === "") bare.push(`${path} ${flags}`);
    for (const one of command.commands) look(one, `${path} ${one.name()}`);
  };
  look(await programFor([]), "gotrs");
  expect(bare).toEqual([]);
});

test("bash completes commands and options where they fit, and every shell gets a script", async () => {
  const { stdout, code } = await gotrs.run(["completion", "bash"]);
  expect(code).toBe(0);
  const complete = async (...words: readonly string[]): Promise<readonly string[]> => {
    const line = ["gotrs", ...words].map((word) => `'${word}'`).join(" ");
    const script = `${stdout}\nCOMP_WORDS=(${line}); COMP_CWORD=${words.length}; _gotrs; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const answer = await runCommand("bash", ["--norc", "-c", script]);
    expect(answer.stderr).toBe("");
    return answer.stdout.trim().split("\n");
  };
  expect(await complete("tick")).toEqual(["ticket"]);
  expect(await complete("--config", "x.yaml", "ticket", "lis")).toEqual(["list"]);
  expect(await complete("ticket", "list", "--js")).toEqual(["--json"]);
  expect(await complete("ticket", "list", "--queue", "Raw", "--sort", "--li")).toEqual(["--limit"]);
  expect(await complete("admin", "system-address", "d")).toEqual(["disable"]);
  for (const shell of ["zsh", "fish"]) {
    const script = await gotrs.run(["completion", shell]);
    expect(script.stdout).toContain("system-address");
    const { code: missing } = await runCommand("/bin/sh", ["-c", `command -v ${shell}`]);
    if (missing === 0) {
      expect(await runCommand(shell, ["-n", "/dev/stdin"], { input: script.stdout })).toMatchObject({
        code: 0,
        stderr: "",
      });
    }
  }
  expect(await gotrs.run(["completion", "tcsh"])).toMatchObject({ code: 64 });
});
