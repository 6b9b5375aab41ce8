/** Who may do what and who is in, for administrators, as functions. */
import type {
  AuditView,
  BlockView,
  EffectivePermission,
  GivenPermission,
  LockedLogin,
  LoginTest,
} from "../../src/api/access.ts";
import type { SessionView } from "../../src/api/people.ts";
import {
  auditView,
  type Blocked,
  blocked,
  blockView,
  effectivePermission,
  givenPermission,
  lockedLogin,
  loginTest,
  sessionView,
} from "./shapes/access.ts";
import { encoded, type Transport } from "./transport.ts";

export type Whose = Pick<LockedLogin, "kind" | "login">;

export class Access {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  permissions(): Promise<readonly GivenPermission[]> {
    return this.#transport.rows("permissions", givenPermission, "/admin/permission");
  }
  /** @param keys none takes everything away */
  give({ kind, name, group }: Omit<GivenPermission, "keys">, keys: readonly string[]): Promise<GivenPermission> {
    return this.#transport.have(givenPermission, "PATCH", "/admin/permission", { [kind]: name, group, keys });
  }
  /** What an agent may do in the end. */
  effective(login: string): Promise<readonly EffectivePermission[]> {
    const path = `/admin/permission/${encoded(login)}`;
    return this.#transport.rows("permissions", effectivePermission, path);
  }
  /** Everybody's. */
  sessions(): Promise<readonly SessionView[]> {
    return this.#transport.rows("sessions", sessionView, "/sessions");
  }
  async endSession(id: number): Promise<void> {
    await this.#transport.call("DELETE", `/sessions/${id}`);
  }
  locks(): Promise<readonly LockedLogin[]> {
    return this.#transport.rows("locks", lockedLogin, "/locks");
  }
  async unlock({ kind, login }: LockedLogin): Promise<void> {
    await this.#transport.call("DELETE", `/locks/${kind}/${encoded(login)}`);
  }
  /** Why somebody can log in or not. @param password empty: not tried. Changes nothing, so that no answer is kept for a repetition */
  test({ kind, login }: Whose, password: string): Promise<LoginTest> {
    const asked = { kind, login, ...(password !== "" && { password }) };
    return this.#transport.have(loginTest, "POST", "/logins/test", asked);
  }
  async takeAwaySecondFactor({ kind, login }: Whose): Promise<void> {
    await this.#transport.call("DELETE", `/second-factors/${kind}/${encoded(login)}`);
  }
  /** Senders whose mail nobody wants. @param sender only this one. @throws ClientError when it is nothing that can be blocked */
  blocks(sender?: string): Promise<readonly BlockView[]> {
    const query = sender === undefined ? "" : `?${new URLSearchParams({ sender })}`;
    return this.#transport.rows("blocks", blockView, `/admin/block-list${query}`);
  }
  block({ pattern, reason, expires }: Pick<BlockView, "pattern" | "reason" | "expires">): Promise<Blocked> {
    return this.#transport.once(blocked, "/admin/block-list", { sender: pattern, reason, expires });
  }
  async unblock({ pattern }: Pick<BlockView, "pattern">): Promise<void> {
    await this.#transport.takeBack("DELETE", `/admin/block-list?${new URLSearchParams({ sender: pattern })}`);
  }
  /** The newest first. */
  audit(limit: number): Promise<readonly AuditView[]> {
    return this.#transport.rows("audit", auditView, `/admin/audit?limit=${limit}`);
  }
}
