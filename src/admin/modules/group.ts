/** `gotrs admin group`: what permissions are given for; each queue belongs to one. */
import { said } from "../../said.ts";
import { comment, name } from "../ordinary.ts";
import { tableModule } from "../table.ts";

/** Whoever has rw in it administers gotrs. */
const adminGroup = "admin";

export const group = tableModule({
  thing: "group",
  plural: "groups",
  about: "what permissions are given for; each queue belongs to one",
  table: "permission_groups",
  columns: ["comment"],
  fields: { name: name("as permissions name it"), comment },
  async check({ before, after }) {
    if (before?.values.name !== adminGroup) return [];
    const what = said`the group "${adminGroup}" says who administers gotrs`;
    return [
      ...(after.name === adminGroup ? [] : [{ field: "name", what, mend: said`Leave its name` }]),
      ...(after.valid === false ? [{ field: "valid", what, mend: said`Leave it enabled` }] : []),
    ];
  },
});
