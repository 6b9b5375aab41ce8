/** The agent's own login as functions: password, second factor, sessions and tokens. */
import type { SecondFactorOffer, SecondFactorState, SessionView, TokenView } from "../../src/api/people.ts";
import {
  newToken,
  recoveryCodes,
  secondFactorOffer,
  secondFactorState,
  sessionView,
  tokenView,
} from "./shapes/access.ts";
import type { Transport } from "./transport.ts";

export class Account {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** All other sessions end. */
  async changePassword(old: string, fresh: string): Promise<void> {
    await this.#transport.call("POST", "/me/password", { old, new: fresh });
  }
  secondFactor(): Promise<SecondFactorState> {
    return this.#transport.have(secondFactorState, "GET", "/me/second-factor");
  }
  /** Not asked for until a code of it is confirmed. */
  offerSecondFactor(): Promise<SecondFactorOffer> {
    return this.#transport.have(secondFactorOffer, "POST", "/me/second-factor");
  }
  /** @returns codes for when the authenticator is lost; nobody can read them again */
  async confirmSecondFactor(code: string): Promise<readonly string[]> {
    const answer = await this.#transport.have(recoveryCodes, "POST", "/me/second-factor/confirm", { code });
    return answer.recoveryCodes;
  }
  async disableSecondFactor(code: string): Promise<void> {
    await this.#transport.call("POST", "/me/second-factor/disable", { code });
  }
  sessions(): Promise<readonly SessionView[]> {
    return this.#transport.rows("sessions", sessionView, "/me/sessions");
  }
  async endSession(id: number): Promise<void> {
    await this.#transport.call("DELETE", `/me/sessions/${id}`);
  }
  tokens(): Promise<readonly TokenView[]> {
    return this.#transport.rows("tokens", tokenView, "/me/tokens");
  }
  /** @param expires ISO 8601. @returns the token, which nobody can read again */
  async newToken(name: string, scopes: readonly string[], expires: string | undefined): Promise<string> {
    const wanted = { name, scopes, ...(expires !== undefined && { expires }) };
    return (await this.#transport.once(newToken, "/me/tokens", wanted)).token;
  }
  async endToken(id: number): Promise<void> {
    await this.#transport.call("DELETE", `/me/tokens/${id}`);
  }
}
