/** What bodies and paths of several resources have in common. */

import { z } from "zod";
import { longestUndo } from "../../../src/api/requests.ts";
import { NotFoundError } from "../../../src/errors.ts";
import { said } from "../../../src/said.ts";

export const text = z.string().exactOptional();

const id = z.coerce.number().int();

/** Of a query: several by repeating the name. */
export const ids = z.union([z.array(id), id.transform((one) => [one])]);

export const attachments = z
  .array(
    z.strictObject({
      filename: z.string().min(1),
      contentType: z.string().min(1).exactOptional(),
      contentBase64: z.base64(),
    }),
  )
  .exactOptional();

export const fieldValues = z.record(z.string(), z.union([z.string(), z.array(z.string()), z.boolean(), z.null()]));

/** When a mail may leave. */
export const leaving = {
  sendAt: text,
  undoSeconds: z.number().int().min(0).max(longestUndo).exactOptional(),
};

/** What may come along with an article. */
export const extras = {
  timeUnits: z.number().exactOptional(),
  articleFields: fieldValues.exactOptional(),
  dynamicFields: fieldValues.exactOptional(),
};

export const updateBody = z.strictObject({
  queue: text,
  state: text,
  pendingUntil: text,
  priority: text,
  owner: text,
  responsible: text,
  lock: z.enum(["lock", "unlock"]).exactOptional(),
  title: text,
  type: text,
  service: text,
  sla: text,
  customerUser: text,
  customerId: text,
  archived: z.boolean().exactOptional(),
  dynamicFields: extras.dynamicFields,
  version: z.number().int().exactOptional(),
});

export const noteBody = z.strictObject({
  subject: text,
  body: z.string(),
  visibleForCustomer: z.boolean().exactOptional(),
  state: text,
  pendingUntil: text,
  attachments,
  ...extras,
});

/** `{ticket}` of a path: the number, or `~id`. */
export function ticketName(params: Readonly<Record<string, string>>): string {
  return params.ticket ?? "";
}

/** `{NAME}` of a path that is the id of a thing. @throws NotFoundError for what is none */
export function idIn(params: Readonly<Record<string, string>>, name: string, thing = name): number {
  const written = params[name] ?? "";
  if (!/^\d{1,15}$/.test(written)) {
    throw new NotFoundError(said`there is no ${thing} "${written}"`, { mend: said`Name it by its id, a number` });
  }
  return Number(written);
}

/** What a new ticket may be given, however it is made. */
export const newTicket = {
  customerUser: text,
  customerId: text,
  state: text,
  pendingUntil: text,
  priority: text,
  type: text,
  service: text,
  sla: text,
  owner: text,
  responsible: text,
  lock: z.enum(["lock", "unlock"]).exactOptional(),
};
