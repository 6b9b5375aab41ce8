/** `gotrs admin role`: permissions that several agents have alike. */
import { grantsIn, linkedUsers } from "../grants.ts";
import { comment, name } from "../ordinary.ts";
import { tableModule } from "../table.ts";

export const role = tableModule({
  thing: "role",
  plural: "roles",
  about: "permissions that several agents have alike",
  table: "roles",
  columns: ["permissions", "users", "comment"],
  fields: {
    name: name("what agents and administrators call it"),
    permissions: grantsIn("group_role", "role_id", "what its members may do in which group"),
    users: linkedUsers,
    comment,
  },
});
