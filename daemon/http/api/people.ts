/** Resources of logins: one's own session, sessions and tokens, and everybody's for administrators. */
import { z } from "zod";
import type { Me } from "../../../src/api/types.ts";
import { requireAdministrator } from "../../../src/people/administrators.ts";
import type { Attempts } from "../../../src/people/attempts.ts";
import { logIn } from "../../../src/people/login.ts";
import { scopesFrom } from "../../../src/people/scopes.ts";
import { endSession, listSessions, logOut } from "../../../src/people/sessions.ts";
import { endToken, listTokens, newToken } from "../../../src/people/tokens.ts";
import { agentName } from "../../../src/ticket/agentName.ts";
import { openRoute, type Route, route } from "./route.ts";

const idOf = (params: Readonly<Record<string, string>>): number => Number(params.id);

export function peopleRoutes(version: string, attempts: Attempts): readonly Route[] {
  return [
    openRoute({
      method: "POST",
      path: "/session",
      summary: "Log in with a password; the token ends by itself",
      body: z.strictObject({ login: z.string().min(1).max(200), password: z.string().min(1).max(1000) }),
      handle: ({ desk, address, client, body }) => logIn(desk, attempts, { ...body, address, client }),
    }),
    route({
      method: "DELETE",
      path: "/session",
      summary: "Log out: the token ends now",
      scope: "any",
      handle: async ({ desk, token }) => {
        if (token !== undefined) await logOut(desk, token);
      },
    }),
    route({
      method: "GET",
      path: "/me",
      summary: "The agent who asks",
      scope: "any",
      handle: async ({ desk, actor }): Promise<Me> => ({
        id: actor.userId,
        login: actor.login,
        name: await agentName(desk, actor),
        version,
      }),
    }),
    route({
      method: "GET",
      path: "/me/sessions",
      summary: "Where one is logged in",
      scope: "account",
      handle: async ({ desk, actor, access }) => ({
        sessions: await listSessions(desk, { userId: actor.userId }, access.sessionId),
      }),
    }),
    route({
      method: "DELETE",
      path: "/me/sessions/{id}",
      summary: "End one of one's own sessions",
      scope: "account",
      handle: ({ desk, actor, params }) => endSession(desk, idOf(params), { userId: actor.userId }),
    }),
    route({
      method: "GET",
      path: "/me/tokens",
      summary: "One's own API tokens, without their secrets",
      scope: "account",
      handle: async ({ desk, actor }) => ({ tokens: await listTokens(desk, actor.userId) }),
    }),
    route({
      method: "POST",
      path: "/me/tokens",
      summary: "Make an API token; it is shown only now",
      scope: "account",
      body: z.strictObject({
        name: z.string().min(1).max(100),
        scopes: z.array(z.string()),
        expires: z.iso.datetime({ offset: true }).exactOptional(),
      }),
      handle: ({ desk, actor, access, body: { name, scopes, expires } }) =>
        newToken(
          desk,
          actor,
          { name, scopes: scopesFrom(scopes), expires: expires === undefined ? undefined : new Date(expires) },
          access.scopes,
        ),
    }),
    route({
      method: "DELETE",
      path: "/me/tokens/{id}",
      summary: "End one of one's own API tokens",
      scope: "account",
      handle: ({ desk, actor, params }) => endToken(desk, idOf(params), actor.userId),
    }),
    route({
      method: "GET",
      path: "/sessions",
      summary: "Who is logged in; for administrators",
      scope: "admin",
      handle: async ({ desk, actor, access }) => {
        await requireAdministrator(desk, actor);
        return { sessions: await listSessions(desk, undefined, access.sessionId) };
      },
    }),
    route({
      method: "DELETE",
      path: "/sessions/{id}",
      summary: "End anybody's session; for administrators",
      scope: "admin",
      handle: async ({ desk, actor, params }) => {
        await requireAdministrator(desk, actor);
        await endSession(desk, idOf(params));
      },
    }),
  ];
}
