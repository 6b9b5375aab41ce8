/** The matrix of permissions as resources. */
import { z } from "zod";
import { effectivePermissions, listPermissions, setPermission } from "../../../src/admin/permissions.ts";
import { type Route, route } from "./route.ts";

const name = z.string().exactOptional();

export const permissionRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/admin/permission",
    summary: "What is given to users and roles, in which group",
    scope: "admin",
    query: z.strictObject({ user: name, role: name, group: name }),
    handle: async ({ desk, actor, query }) => ({ permissions: await listPermissions(desk, actor, query) }),
  }),
  route({
    method: "PATCH",
    path: "/admin/permission",
    summary: "Replace what a user or a role may do in a group",
    scope: "admin",
    body: z.strictObject({ user: name, role: name, group: z.string(), keys: z.array(z.string()) }),
    handle: ({ desk, actor, body }) => setPermission(desk, actor, body, () => "keys"),
  }),
  route({
    method: "GET",
    path: "/admin/permission/{login}",
    summary: "What an agent may do in the end, and what gives it",
    scope: "admin",
    handle: async ({ desk, actor, params }) => {
      const login = params.login ?? "";
      return { login, permissions: await effectivePermissions(desk, actor, login) };
    },
  }),
];
