/** Service and SLA: an SLA stands only with a service that it is for (OTRS's service_sla). */

import type { UpdateRequest } from "../../api/requests.ts";
import { UserError } from "../../errors.ts";
import { said } from "../../said.ts";
import type { Named, Reference } from "../../store/referenceRows.ts";
import { slasOfService } from "../../store/services.ts";
import type { Reader } from "../../store/store.ts";
import { named, unknownName } from "../named.ts";
import type { Before, Step } from "./step.ts";

export async function serviceSteps(before: Before, request: UpdateRequest): Promise<readonly Step[]> {
  const { ticket, rows, tx } = before;
  if (request.service === undefined && request.sla === undefined) return [];
  const oldService = rows.services.byId(ticket.serviceId ?? 0);
  const oldSla = rows.slas.byId(ticket.slaId ?? 0);
  const { service, sla } = await chosenService(tx, rows, request, { service: oldService, sla: oldSla });
  const steps: Step[] = [];
  if (service?.id !== oldService?.id) {
    const change = { service_id: service?.id ?? null };
    steps.push({ change, history: ["ServiceUpdate", newAndOld(service, oldService)], does: "service" });
  }
  if (sla?.id !== oldSla?.id) {
    const change = { sla_id: sla?.id ?? null };
    steps.push({ change, history: ["SLAUpdate", newAndOld(sla, oldSla)], does: "sla" });
  }
  return steps;
}

interface ServiceAndSla {
  readonly service: Named | undefined;
  readonly sla: Named | undefined;
}

/**
 * What a ticket has after a request; an empty name takes away. With another service an SLA that is not for it goes.
 * @throws UserError for a name that does not exist, or an SLA that is not for the service
 */
export async function chosenService(
  db: Reader,
  rows: Reference,
  request: Pick<UpdateRequest, "service" | "sla">,
  old: ServiceAndSla,
): Promise<ServiceAndSla> {
  const service =
    request.service === undefined
      ? old.service
      : request.service === ""
        ? undefined
        : named(rows.services, "service", said`service`, request.service);
  if (request.sla === "") return { service, sla: undefined };
  if (request.sla === undefined && (old.sla === undefined || service?.id === old.service?.id)) {
    return { service, sla: old.sla };
  }
  const fitting = service === undefined ? new Set<number>() : await slasOfService(db, service.id);
  if (request.sla === undefined) return { service, sla: fitting.has(old.sla?.id ?? 0) ? old.sla : undefined };
  const sla = named(rows.slas, "sla", said`SLA`, request.sla);
  if (service === undefined) {
    throw new UserError(said`SLA "${sla.name}" needs a service`, { where: "sla", mend: said`Name the service too` });
  }
  if (fitting.has(sla.id)) return { service, sla };
  const names = rows.slas.all.filter(({ id, valid }) => valid && fitting.has(id)).map(({ name }) => name);
  throw unknownName("sla", said`SLA for service "${service.name}" called`, sla.name, names);
}

/** OTRS writes NULL for none. */
export function newAndOld(one: Named | undefined, old: Named | undefined): string {
  return `%%${one?.name ?? "NULL"}%%${one?.id ?? ""}%%${old?.name ?? "NULL"}%%${old?.id ?? ""}`;
}
