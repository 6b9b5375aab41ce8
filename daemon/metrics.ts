/** The one table of metrics, in OpenMetrics. */
import { collectDefaultMetrics, Gauge, Registry } from "prom-client";
import type { Desk } from "../src/desk.ts";
import { accountCounts } from "../src/store/fetchState.ts";
import { queueLengths } from "../src/store/queueList.ts";

export function createMetrics(desk: Desk): Registry {
  const registry = new Registry();
  registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE as never);
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: "gotrs_outbound_mails",
    help: "Outgoing mails by state: queued, on_hold, failed",
    labelNames: ["state"],
    registers: [registry],
    async collect() {
      const { queued, onHold, failed } = await queueLengths(desk.store.db);
      this.set({ state: "queued" }, queued);
      this.set({ state: "on_hold" }, onHold);
      this.set({ state: "failed" }, failed);
    },
  });
  new Gauge({
    name: "gotrs_mail_accounts",
    help: "Accounts that mail is fetched from, by how it goes: ok, failing",
    labelNames: ["state"],
    registers: [registry],
    async collect() {
      const { ok, failing } = await accountCounts(desk.store.db);
      this.set({ state: "ok" }, ok);
      this.set({ state: "failing" }, failing);
    },
  });
  return registry;
}
