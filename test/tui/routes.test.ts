/**
 * Every route of the API is within reach of the terminal, or stands here with the reason why it is not: whoever adds one has
 * thought of both.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { apiRoutes } from "../../daemon/http/api/index.ts";
import { packageRoot } from "../../src/packageRoot.ts";

/** A method and a path, or the start of one with `*`, and why the terminal does without. */
const without: Readonly<Record<string, string>> = {
  "* /customer/*": "for customers: their portal is a program of its own",
  "POST /sign-on/browser": "for programs in a browser; the terminal signs on with a code that is confirmed elsewhere",
  "POST /session/browser": "as above",
  "POST /admin/{}/{}/disable": "the entry's form has `valid`, which says the same",
  "POST /admin/{}/{}/enable": "as above",
  "GET /admin/export": "a file for scripts and for keeping: `gotrs admin export`",
  "POST /admin/apply": "takes such a file: `gotrs admin apply`, which tells first what it would change",
  "GET /tickets/{}/drafts":
    "for programs that keep drafts with the daemon, as OTRS does; the terminal keeps its own on disk",
  "POST /tickets/{}/drafts": "as above",
  "DELETE /tickets/{}/drafts/{}": "as above",
};

const folder = join(packageRoot, "tui/client");
const source = readdirSync(folder)
  .filter((name) => name.endsWith(".ts"))
  .map((name) => readFileSync(join(folder, name), "utf8"))
  .join("\n");
/** As they stand in the client: the method before the path, or none for what is only read; `once` and `held` write. */
const used = [...source.matchAll(/(?:"([A-Z]+)",\s*|\b(once|held)\([^,]+,\s*)?["`](\/(?!api)[a-z][^"`]*)["`]/g)].map(
  ([, method, once, path = ""]) => `${method ?? (once === undefined ? "GET" : "POST")} ${plain(path)}`,
);
const routes = apiRoutes("0").map(({ method, path }) => `${method} ${plain(path)}`);

/** Without names of parameters and without what is asked for behind the path. */
function plain(path: string): string {
  return path
    .replace(/\?.*$/, "")
    .replace(/~?\$\{(?:query)\}$/, "")
    .replace(/~?\$?\{[^/]*\}/g, "{}");
}

/** What is administered, each with the same few routes; the client has them once for all. */
const things = routes.flatMap((route) => /^PATCH \/admin\/([^/]+)\/\{\}$/.exec(route)?.[1] ?? []);
const reached = new Set(
  used.flatMap((one) =>
    / \/admin\/\{\}/.test(one) ? things.map((thing) => one.replace("/admin/{}", `/admin/${thing}`)) : [one],
  ),
);

function isUsed(route: string): boolean {
  return reached.has(route);
}

function reasonOf(route: string): string | undefined {
  return Object.keys(without).find((one) => pattern(one.replaceAll("{}", "[^/]+").replaceAll("*", ".*")).test(route));
}

function pattern(words: string): RegExp {
  return new RegExp(`^${words}$`);
}

it("reads the client's own paths", () => {
  expect(used).toContain("GET /tickets/{}/reply");
  expect(used).toContain("DELETE /outbound/{}/hold");
  expect(isUsed("PATCH /admin/queue/{}")).toBe(true);
  expect(isUsed("POST /admin/queue/{}/disable")).toBe(false);
});

it.each(routes)("reaches %s, or says why not", (route) => {
  expect(isUsed(route) || reasonOf(route) !== undefined).toBe(true);
});

it("has no reason for what is reached, nor for what is gone", () => {
  const needed = routes.filter((route) => !isUsed(route)).map(reasonOf);
  expect(Object.keys(without).filter((one) => !needed.includes(one))).toEqual([]);
});

it("asks for nothing that the API has not", () => {
  expect([...reached].filter((one) => one !== "GET /events" && !routes.includes(one))).toEqual([]);
});
