/** Resources of logins: one's own session, sessions and tokens, and everybody's for administrators. */

import { z } from "zod";
import type { Me } from "../../../src/api/people.ts";
import type { Actor, Desk } from "../../../src/desk.ts";
import { NotFoundError } from "../../../src/errors.ts";
import { logIn } from "../../../src/login/login.ts";
import { requireAdministrator } from "../../../src/people/administrators.ts";
import { lockedLogins, unlockLogin } from "../../../src/people/attempts.ts";
import { changeOwnPassword, mailResetCode, resetPassword } from "../../../src/people/ownPassword.ts";
import { scopesFrom } from "../../../src/people/scopes.ts";
import { confirm, disable, offer, secondFactorState } from "../../../src/people/secondFactor.ts";
import { endSession, listSessions, logOut } from "../../../src/people/sessions.ts";
import { endToken, listTokens, newToken } from "../../../src/people/tokens.ts";
import { said } from "../../../src/said.ts";
import { type Person, personById } from "../../../src/store/passwords.ts";
import { agentName } from "../../../src/ticket/agentName.ts";
import { languageAsked } from "../language.ts";
import { idIn } from "./fields.ts";
import { openRoute, type Route, route } from "./route.ts";

export const loginBody = z.strictObject({
  login: z.string().min(1).max(200),
  password: z.string().min(1).max(1000),
  code: z.string().max(100).exactOptional(),
});
const newPassword = z.string().max(1000);

export function peopleRoutes(version: string): readonly Route[] {
  return [
    openRoute({
      method: "POST",
      path: "/session",
      summary: "Log in with a password; the token ends by itself",
      body: loginBody,
      handle: ({ desk, address, client, body }) => logIn(desk, "agent", { ...body, address, client }),
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
      method: "POST",
      path: "/me/password",
      summary: "Change one's own password; all other sessions end",
      scope: "account",
      body: z.strictObject({ old: z.string().max(1000), new: newPassword }),
      handle: async ({ desk, actor, access, address, body }) =>
        changeOwnPassword(desk, await selfOf(desk, actor), { ...body, address }, access.sessionId),
    }),
    openRoute({
      method: "POST",
      path: "/password/reset",
      summary: "Get a code by mail when the password is lost; the answer is the same for every login",
      body: z.strictObject({ login: z.string().min(1).max(200) }),
      handle: ({ desk, address, acceptLanguage, body: { login } }) =>
        mailResetCode(desk, "agent", { login, address, language: languageAsked(acceptLanguage) }),
    }),
    openRoute({
      method: "POST",
      path: "/password/reset/confirm",
      summary: "Set a new password with the code of the mail",
      body: z.strictObject({ code: z.string().min(1).max(200), password: newPassword }),
      handle: ({ desk, address, body }) => resetPassword(desk, { ...body, address }),
    }),
    route({
      method: "GET",
      path: "/me/second-factor",
      summary: "Whether a second factor is asked for, and how many recovery codes are left",
      scope: "account",
      handle: async ({ desk, actor }) => secondFactorState(desk, await selfOf(desk, actor)),
    }),
    route({
      method: "POST",
      path: "/me/second-factor",
      summary: "Get a secret for an authenticator",
      scope: "account",
      handle: async ({ desk, actor }) => offer(desk, await selfOf(desk, actor)),
    }),
    route({
      method: "POST",
      path: "/me/second-factor/confirm",
      summary: "Confirm it with its first code; from then on it is asked for",
      scope: "account",
      body: z.strictObject({ code: z.string().min(1).max(100) }),
      handle: async ({ desk, actor, body: { code } }) => ({
        recoveryCodes: await confirm(desk, actor, await selfOf(desk, actor), code),
      }),
    }),
    route({
      method: "POST",
      path: "/me/second-factor/disable",
      summary: "Ask for a second factor no more",
      scope: "account",
      body: z.strictObject({ code: z.string().min(1).max(100) }),
      handle: async ({ desk, actor, address, body: { code } }) =>
        disable(desk, await selfOf(desk, actor), { code, address }),
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
      handle: ({ desk, actor, params }) =>
        endSession(desk, actor, idIn(params, "id", "session"), { userId: actor.userId }),
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
      handle: ({ desk, actor, params }) => endToken(desk, actor, idIn(params, "id", "token")),
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
        await endSession(desk, actor, idIn(params, "id", "session"));
      },
    }),
    route({
      method: "GET",
      path: "/locks",
      summary: "Logins that failed too often; for administrators",
      scope: "admin",
      handle: async ({ desk, actor }) => {
        await requireAdministrator(desk, actor);
        return { locks: await lockedLogins(desk) };
      },
    }),
    route({
      method: "DELETE",
      path: "/locks/{kind}/{login}",
      summary: "Let a login be tried again at once; for administrators",
      scope: "admin",
      handle: async ({ desk, actor, params: { kind, login = "" } }) => {
        await requireAdministrator(desk, actor);
        if (kind !== "agent" && kind !== "customer") {
          throw new NotFoundError(said`there are no locks of "${kind}"`, { mend: said`Write agent or customer` });
        }
        await unlockLogin(desk, actor, kind, login);
      },
    }),
  ];
}

/** The agent's row as it is now. */
async function selfOf(desk: Desk, { userId, login }: Actor): Promise<Person> {
  const person = await personById(desk.store.db, "agent", userId);
  if (person === undefined) throw new NotFoundError(said`there is no agent "${login}"`);
  return person;
}
