/** What is done with mail accounts besides changing them, as functions. An account is named as administration names it. */
import type { DiagnosisView, FetchView } from "../../src/api/fetching.ts";
import { diagnosisView, fetchView } from "./shapes/fetching.ts";
import { encoded, type Transport } from "./transport.ts";

export class Fetching {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Asks for a look into it; `fetching` tells what becomes of that. */
  fetch(account: string): Promise<FetchView> {
    return this.#transport.once(fetchView, `/admin/mail-account/${encoded(account)}/fetch`, {});
  }
  fetching(account: string): Promise<FetchView> {
    return this.#transport.have(fetchView, "GET", `/admin/mail-account/${encoded(account)}/fetch`);
  }
  /** Begins to try it; `findings` tells what is found. */
  test(account: string): Promise<DiagnosisView> {
    return this.#transport.once(diagnosisView, `/admin/mail-account/${encoded(account)}/test`, {});
  }
  findings(account: string): Promise<DiagnosisView> {
    return this.#transport.have(diagnosisView, "GET", `/admin/mail-account/${encoded(account)}/test`);
  }
}
