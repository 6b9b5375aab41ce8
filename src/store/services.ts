/** SQL of which SLAs are for which service. */
import type { Reader } from "./store.ts";

/** Id of an SLA → ids of the services that it is for. */
export async function servicesOfSlas(db: Reader): Promise<ReadonlyMap<number, readonly number[]>> {
  const rows = await db.selectFrom("service_sla").select(["sla_id", "service_id"]).orderBy("service_id").execute();
  const services = new Map<number, number[]>();
  for (const { sla_id, service_id } of rows) services.set(sla_id, [...(services.get(sla_id) ?? []), service_id]);
  return services;
}

export async function slasOfService(db: Reader, serviceId: number): Promise<ReadonlySet<number>> {
  const rows = await db.selectFrom("service_sla").select("sla_id").where("service_id", "=", serviceId).execute();
  return new Set(rows.map(({ sla_id }) => sla_id));
}
