/** Before all tests: a database as an installation begins with, on each server that answers, of which tests get copies. */
import { randomBytes } from "node:crypto";
import type { TestProject } from "vitest/node";
import { systemClock } from "../src/clock.ts";
import { initialize } from "../src/store/init.ts";
import { openStore } from "../src/store/open.ts";
import type { Store } from "../src/store/store.ts";
import { type Server, servers } from "./servers.ts";

/** What copies are made of, as `Server.copy` takes it; absent where the server does not answer. */
export type Templates = Partial<Readonly<Record<Store["product"], string>>>;

declare module "vitest" {
  interface ProvidedContext {
    readonly templates: Templates;
  }
}

export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const name = `gotrs_test_${randomBytes(5).toString("hex")}_template`;
  const answering: Server[] = [];
  for (const server of servers) if (await server.answers()) answering.push(server);
  const made = answering.map(async (server) => {
    const store = await openStore(await server.create(name), { clock: systemClock, create: true });
    await initialize(store, { clock: systemClock, hashPassword: async () => "-" });
    await store.close();
    return [server.product, await server.template(name)] as const;
  });
  provide("templates", Object.fromEntries(await Promise.all(made)));
  return async () => {
    for (const server of answering) {
      await server.drop(name);
      server.tidy?.();
    }
  };
}
