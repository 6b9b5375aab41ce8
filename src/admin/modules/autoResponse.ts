/** `gotrs admin auto-response`: what is answered without a person. Which queue sends which is the queue's. */
import { autoResponseQueues } from "../autoResponses.ts";
import { comment, contentType, name } from "../ordinary.ts";
import { tableModule } from "../table.ts";

export const autoResponse = tableModule({
  thing: "auto-response",
  plural: "autoResponses",
  about: "what is answered without a person",
  table: "auto_response",
  columns: ["type", "subject", "queues"],
  fields: {
    name: name("what queues call it"),
    type: {
      kind: "reference",
      about: "to what it is the answer",
      to: "auto-response-type",
      required: true,
      at: { column: "type_id" },
    },
    subject: { kind: "text", about: "with tags", max: 200, required: true, at: { column: "text1" } },
    text: { kind: "longText", about: "with tags", required: true, at: { column: "text0" } },
    contentType,
    systemAddress: {
      kind: "reference",
      about: "the address it comes from",
      to: "system-address",
      required: true,
      at: { column: "system_address_id" },
    },
    queues: autoResponseQueues,
    comment,
  },
});
