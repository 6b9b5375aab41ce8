/** `gotrs admin signature`: how replies end. */
import { comment, contentType, name } from "../ordinary.ts";
import { tableModule } from "../table.ts";

export const signature = tableModule({
  thing: "signature",
  plural: "signatures",
  about: "how replies of a queue end",
  table: "signature",
  columns: ["comment"],
  fields: {
    name: name("what queues call it"),
    text: {
      kind: "longText",
      about: "with tags such as <OTRS_Agent_UserFullname>",
      required: true,
      at: { column: "text", notNull: true },
    },
    contentType,
    comment,
  },
});
