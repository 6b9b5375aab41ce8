/** What bodies and paths of several resources have in common. */
import { z } from "zod";

export const text = z.string().exactOptional();

export const attachments = z
  .array(
    z.strictObject({
      filename: z.string().min(1),
      contentType: z.string().min(1).exactOptional(),
      contentBase64: z.base64(),
    }),
  )
  .exactOptional();

/** `{ticket}` of a path: the number, or `~id`. */
export function ticketName(params: Readonly<Record<string, string>>): string {
  return params.ticket ?? "";
}
