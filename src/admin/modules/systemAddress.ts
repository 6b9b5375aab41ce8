/** `gotrs admin system-address`: the addresses whose mail is ours, which queue each leads to, and the name beside it. */
import { comment } from "../ordinary.ts";
import { tableModule } from "../table.ts";

export const systemAddress = tableModule({
  thing: "system-address",
  plural: "systemAddresses",
  about: "your own mail addresses, and the queue each leads to",
  table: "system_address",
  key: "address",
  fields: {
    address: { kind: "email", about: "whose mail is ours", max: 200, required: true, at: { column: "value0" } },
    name: {
      kind: "text",
      about: "the name that recipients see",
      max: 200,
      required: true,
      at: { column: "value1", notNull: true },
    },
    // A queue answers from an address, so one of the two has to be there first.
    queue: {
      kind: "reference",
      about: "where its mail goes",
      to: "queue",
      loose: true,
      required: true,
      late: 1,
      at: { column: "queue_id" },
    },
    comment,
  },
  setEnables: true,
  line: ({ name, address, queue, valid }) => `${name} <${address}>  queue ${queue}${valid ? "" : "  (disabled)"}`,
});
