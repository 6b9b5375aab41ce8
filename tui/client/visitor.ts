/** What can be asked of a server before it knows who asks: what it is, and to be let in. */
import type { DeviceSignOn, SignOnWays } from "../../src/api/people.ts";
import { deviceSignOn, session, signedOn, signOnWays } from "./shapes/desk.ts";
import type { Transport } from "./transport.ts";

export class Visitor {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  get where(): string {
    return this.#transport.where;
  }
  get takesPasswords(): boolean {
    return this.#transport.takesPasswords;
  }
  /** Whether others on the way can read along. */
  get readable(): boolean {
    return this.#transport.readable;
  }

  /** @param code of a second factor; empty for none */
  async logIn(login: string, password: string, code: string): Promise<void> {
    const asked = { login: login.trim(), password, ...(code === "" ? {} : { code }) };
    this.#transport.token = (await this.#transport.have(session, "POST", "/session", asked)).token;
  }
  /** A code by mail; the answer is the same for every login. */
  async askForCode(login: string): Promise<void> {
    await this.#transport.call("POST", "/password/reset", { login: login.trim() });
  }
  /** @param code of the mail */
  async replaceLostPassword(code: string, password: string): Promise<void> {
    await this.#transport.call("POST", "/password/reset/confirm", { code: code.trim(), password });
  }
  signOnWays(): Promise<SignOnWays> {
    return this.#transport.have(signOnWays, "GET", "/sign-on");
  }
  beginSignOn(provider: string): Promise<DeviceSignOn> {
    return this.#transport.have(deviceSignOn, "POST", "/sign-on/device", { provider });
  }
  /** @returns undefined once it is confirmed: we are logged in then */
  async signOn(provider: string, deviceCode: string): Promise<{ readonly slower: boolean } | undefined> {
    const answer = await this.#transport.have(signedOn, "POST", "/session/device", { provider, deviceCode });
    if ("pending" in answer) return answer;
    this.#transport.token = answer.token;
    return undefined;
  }
}
