/** Administration of very many customers: what is fetched is one page, and the rest is looked up. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { type Installation, install } from "../peers/gotrs.ts";
import { startJsonProxy } from "../peers/jsonProxy.ts";
import { terminalAbsent } from "../peers/terminal.ts";
import { openDesk } from "./desk.ts";

const absent = await terminalAbsent();
if (absent !== undefined && process.env.CI === "true") throw new Error(absent);

/** As `gotrs admin apply` takes them. */
async function addCustomers(installation: Installation, count: number): Promise<void> {
  const customerUsers = Array.from({ length: count }, (_, index) => {
    const number = String(index).padStart(3, "0");
    const name = { firstName: `First${number}`, lastName: `Last${number}` };
    return { login: `user${number}`, ...name, email: `user${number}@customer.test`, customerId: "ACME" };
  });
  const file = join(installation.folder, "customers.yaml");
  await writeFile(file, JSON.stringify({ customerUsers }));
  expect((await installation.run(["admin", "apply", file])).code).toBe(0);
}

it.skipIf(absent !== undefined)(
  `fetches one page of very many customers and looks up the others ${absent ?? ""}`,
  async () => {
    await using installation = await install();
    await addCustomers(installation, 450);
    const token = (await installation.run(["admin", "token", "add", "--user", "root@localhost"])).stdout.trim();
    await using daemon = await installation.serve();
    await using proxy = await startJsonProxy(daemon.http);
    /** How many came with each answer that has entries of customer users. */
    const fetched: number[] = [];
    proxy.change = (route, answer) => {
      if (route === "GET /admin/customer-user")
        fetched.push((answer as { customerUsers: unknown[] }).customerUsers.length);
      return answer;
    };
    const environment = { GOTRS_TOKEN: token };
    await using terminal = await openDesk(installation, { arguments: ["--server", proxy.url], environment });
    await terminal.see("Welcome");
    await terminal.press("g", "s");
    await terminal.see("the people who write to us");
    await terminal.press("5", "G", "Enter");
    await terminal.see(/^ customer-user: 450 /m);
    await terminal.press("G");
    await terminal.see("250 more: / narrows them down");
    expect(fetched).toEqual([200]);
    await terminal.press("/", "LAST44 customer.test", "Enter");
    const found = await terminal.see("customer-user: 10 with “LAST44 customer.test”");
    expect(found).toMatch(/\+ add\n user440 +First440 · Last440 · user440@customer.test · ACME\n user441/);
    await terminal.press("g", "g", "j", "j", "Enter");
    await terminal.see("customer-user user441");
    await terminal.press("j", "Enter", "C-u", "Zoë", "Enter", "C-s");
    await terminal.see("customer-user user441 changed");
    await terminal.press("q");
    await terminal.see(/user441 +Zoë · Last441/);
    await terminal.press("/", "C-u", "nobody", "Enter");
    await terminal.see("Nobody is found by that.");
    await terminal.press("q");
    await terminal.see(/^ customer-user: 450 /m);
    expect(fetched).toEqual([200, 10, 10, 0, 200]);
  },
  60_000,
);

it.skipIf(absent !== undefined)(
  `looks names of very many up while one types, and takes what was typed for the answer to it ${absent ?? ""}`,
  async () => {
    await using installation = await install();
    await addCustomers(installation, 450);
    expect((await installation.run(["admin", "service", "add", "Printing"])).code).toBe(0);
    const token = (await installation.run(["admin", "token", "add", "--user", "root@localhost"])).stdout.trim();
    await using daemon = await installation.serve();
    await using proxy = await startJsonProxy(daemon.http);
    const fetched: number[] = [];
    proxy.change = (route, answer) => {
      if (route === "GET /admin/names/customer-user") fetched.push((answer as { names: unknown[] }).names.length);
      return answer;
    };
    const environment = { GOTRS_TOKEN: token };
    await using terminal = await openDesk(installation, { arguments: ["--server", proxy.url], environment });
    await terminal.see("Welcome");
    await terminal.press("g", "s", "/", "what customers can", "Enter", "Enter");
    await terminal.see("Printing");
    await terminal.press("j", "Enter");
    await terminal.see("  customers ");
    await terminal.press("j", "Enter");
    expect(await terminal.see("250 more: type to find them")).toContain("user000 First000 · Last000");
    // Found by another column than its name, once the hand rests.
    await terminal.press("Last447");
    await terminal.see(/^ +user447 First447 · Last447.*\n *\n/m);
    await terminal.press("Space");
    await terminal.see("✓ user447");
    // Typed and marked at once on a slow line: it is the one that was typed, not what stood there.
    proxy.delay = () => 1000;
    await terminal.press("Last440", "Space");
    await terminal.see("✓ user440");
    proxy.delay = () => 0;
    await terminal.press("Enter");
    await terminal.see(/customers +user440, user447/);
    expect(fetched[0]).toBe(200);
    expect(Math.max(...fetched.slice(1))).toBe(1);
    await terminal.press("C-s");
    await terminal.see("service Printing changed");
  },
  60_000,
);
