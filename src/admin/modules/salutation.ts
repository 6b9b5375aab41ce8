/** `gotrs admin salutation`: how replies begin. */
import { comment, contentType, name } from "../ordinary.ts";
import { tableModule } from "../table.ts";

export const salutation = tableModule({
  thing: "salutation",
  plural: "salutations",
  about: "how replies of a queue begin",
  table: "salutation",
  columns: ["comment"],
  fields: {
    name: name("what queues call it"),
    text: {
      kind: "longText",
      about: "with tags such as <OTRS_CUSTOMER_REALNAME>",
      required: true,
      at: { column: "text", notNull: true },
    },
    contentType,
    comment,
  },
});
