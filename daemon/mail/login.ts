/** SMTP AUTH (RFC 4954): who a client is, by a login of `smtp.users` or an agent's. Only ever asked over TLS. */
import { createHash, timingSafeEqual } from "node:crypto";
import type { SMTPServerAuthentication, SMTPServerAuthenticationResponse } from "smtp-server";
import type { Desk } from "../../src/desk.ts";
import { AuthenticationError, TooOftenError } from "../../src/errors.ts";
import { agentWith } from "../../src/login/login.ts";
import { beginAttempt } from "../../src/people/attempts.ts";
import { Reply } from "./reply.ts";

/** @throws Reply 535 for a wrong login, 454 when it cannot be checked now or was wrong too often */
export async function logIn(
  desk: Desk,
  auth: SMTPServerAuthentication,
  address: string,
): Promise<SMTPServerAuthenticationResponse> {
  const { username = "" } = auth;
  const password = auth.password ?? "";
  const own = desk.settings.smtp.users;
  try {
    if (Object.hasOwn(own, username)) {
      const attempt = await beginAttempt(desk, { login: username, address }, "agent");
      const told = { kind: "program", login: username, address };
      if (!same(own[username] ?? "", password)) {
        desk.log.warn({ ...told, why: ["smtp.users has another password"] }, "a login failed");
        throw new AuthenticationError("the password is wrong");
      }
      await attempt.succeeded();
      desk.log.info({ ...told, client: "SMTP", by: "smtp.users" }, "logged in");
      return { user: username };
    }
    return { user: (await agentWith(desk, { login: username, password, address })).login };
  } catch (error) {
    if (error instanceof AuthenticationError) throw new Reply(535, "5.7.8 login or password is wrong");
    if (error instanceof TooOftenError) throw new Reply(454, `4.7.0 ${error.what}, try again later`);
    desk.log.error({ err: error }, "cannot check a login");
    throw new Reply(454, "4.7.0 cannot check the login now, try again later");
  }
}

/** In constant time, whatever the lengths. */
function same(left: string, right: string): boolean {
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}
