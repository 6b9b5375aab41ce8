/** The query of a ticket list, as it stands in a URL: several values by repeating a name, `true` and `false` as words. */
import { z } from "zod";

const text = z.string().exactOptional();
const names = z.union([z.string(), z.array(z.string())]).exactOptional();
const yesNo = z
  .enum(["true", "false"])
  .transform((word) => word === "true")
  .exactOptional();

export const listQuery = z.strictObject({
  queue: names,
  state: names,
  stateType: names,
  owner: names,
  responsible: names,
  lock: names,
  priority: names,
  type: names,
  service: names,
  sla: names,
  customer: names,
  customerUser: names,
  dynamicField: names,
  watched: yesNo,
  unread: yesNo,
  archived: yesNo,
  escalatingWithin: text,
  pendingWithin: text,
  createdBefore: text,
  createdAfter: text,
  changedBefore: text,
  changedAfter: text,
  search: text,
  sort: text,
  limit: z.coerce.number().int().min(1).max(1000).exactOptional(),
  cursor: text,
  offset: z.coerce.number().int().min(0).max(1_000_000_000).exactOptional(),
  exactTotal: yesNo,
});
