/** `gotrs admin calendar`: calendars of appointments. Working time is no calendar of this kind. */
import { randomBytes } from "node:crypto";
import { name } from "../ordinary.ts";
import { tableModule } from "../table.ts";

export const calendar = tableModule({
  thing: "calendar",
  plural: "calendars",
  about: "calendars of appointments, and whose they are",
  table: "calendar",
  columns: ["group", "color"],
  fields: {
    name: name("as agents see it"),
    group: {
      kind: "reference",
      about: "whose permissions count for it",
      to: "group",
      required: true,
      at: { column: "group_id" },
    },
    color: {
      kind: "text",
      about: "in which its appointments are shown",
      max: 7,
      pattern: /^#[0-9A-Fa-f]{6}$/,
      form: "Write it like #3A87AD",
      required: true,
      default: "#3A87AD",
      at: { column: "color" },
    },
    salt: {
      kind: "secret",
      about: "what makes the addresses of its feeds secret; made by itself",
      max: 64,
      at: { column: "salt_string", notNull: true },
    },
  },
  presume: async () => ({ salt: randomBytes(32).toString("hex") }),
});
