/** SQL of which SLAs are for which service. */
import type { Reader } from "./store.ts";

export async function slasOfService(db: Reader, serviceId: number): Promise<ReadonlySet<number>> {
  const rows = await db.selectFrom("service_sla").select("sla_id").where("service_id", "=", serviceId).execute();
  return new Set(rows.map(({ sla_id }) => sla_id));
}
