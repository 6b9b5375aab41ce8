/** `gotrs admin system-address`: the first thing a sysadmin changes. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { TicketPage } from "../../src/api/ticket.ts";
import { type Installation, install } from "../peers/gotrs.ts";

let gotrs: Installation;
beforeAll(async () => {
  gotrs = await install();
});
afterAll(() => gotrs?.[Symbol.asyncDispose]());

const command = (...args: readonly string[]) => gotrs.run(["admin", "system-address", ...args]);

test("a fresh installation has one, which becomes the sysadmin's own", async () => {
  expect((await command("list")).stdout).toBe("Support <support@localhost>  queue Raw\n");
  const changed = await command(
    ...["set", "Support@localhost", "--address", "help@example.com", "--name", "Example Help", "--queue", "Misc"],
  );
  expect(changed).toMatchObject({ code: 0, stdout: "Example Help <help@example.com>  queue Misc\n" });
  const mail = "From: ann@customer.test\nTo: help@example.com\nSubject: To the new address\n\nHello\n";
  expect((await gotrs.run(["ingest"], { input: mail })).code).toBe(0);
  const { tickets } = await gotrs.json<TicketPage>("ticket", "list", "--search", "new address");
  expect(tickets).toMatchObject([{ queue: "Misc" }]);
});

test("a further address leads to its queue until it is disabled", async () => {
  const added = await command("add", "junk@example.com", "--queue", "Junk", "--name", "Junk", "--json");
  expect(JSON.parse(added.stdout)).toMatchObject({ address: "junk@example.com", queue: "Junk", valid: true });
  expect((await command("disable", "junk@example.com")).stdout).toBe(
    "Junk <junk@example.com>  queue Junk  (disabled)\n",
  );
  expect((await command("set", "junk@example.com")).stdout).toBe("Junk <junk@example.com>  queue Junk\n");
});

test.each([
  [
    ["show", "nobody@example.com"],
    65,
    "there is no system address nobody@example.com. See `gotrs admin system-address list`",
  ],
  [["add", "nonsense", "--queue", "Raw", "--name", "x"], 64, 'address: "nonsense" is no mail address. Write name@host'],
  [
    ["add", "a@b", "--queue", "Nowhere", "--name", "x"],
    64,
    '--queue: there is no queue "Nowhere". Name one exactly: Postmaster, Raw, Junk, Misc',
  ],
  [
    ["add", "HELP@example.com", "--queue", "Raw", "--name", "x"],
    64,
    "HELP@example.com is a system address already. Change it: gotrs admin system-address set HELP@example.com",
  ],
] as const)("%j is told in one line", async (args, code, line) => {
  expect(await command(...args)).toEqual({ code, stdout: "", stderr: `gotrs: ${line}\n` });
});
