/** The queue of outbound mail as functions, and addresses that it does not reach. */
import type { FailingAddressView, OutboundMailDetail, OutboundPage } from "../../src/api/outbound.ts";
import { failingAddress, outboundMail, outboundPage, retriedMails } from "./shapes/outbound.ts";
import type { Transport } from "./transport.ts";

export class Outbound {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  queue(): Promise<OutboundPage> {
    return this.#transport.have(outboundPage, "GET", "/outbound");
  }
  mail(id: number): Promise<OutboundMailDetail> {
    return this.#transport.have(outboundMail, "GET", `/outbound/${id}`);
  }
  async retry(id: number): Promise<void> {
    await this.#transport.call("POST", `/outbound/${id}/retry`);
  }
  /** @returns how many */
  async retryAll(which: "waiting" | "failed"): Promise<number> {
    return (await this.#transport.have(retriedMails, "POST", "/outbound/retry", { which })).mails;
  }
  /** Not sent until it is released. */
  async hold(id: number, reason: string): Promise<void> {
    await this.#transport.call("POST", `/outbound/${id}/hold`, { reason });
  }
  async release(id: number): Promise<void> {
    await this.#transport.call("DELETE", `/outbound/${id}/hold`);
  }
  async delete(id: number): Promise<void> {
    await this.#transport.takeBack("DELETE", `/outbound/${id}`);
  }
  /** @param scope `all`, `domain:example.com` or `route:NAME` */
  async pause(scope: string, reason: string): Promise<void> {
    await this.#transport.call("POST", "/outbound/pauses", { scope, reason });
  }
  async resume(scope: string): Promise<void> {
    await this.#transport.call("DELETE", `/outbound/pauses?${new URLSearchParams({ scope })}`);
  }
  /** Of these addresses, those that our mail does not reach. */
  async failing(addresses: readonly string[]): Promise<readonly FailingAddressView[]> {
    const query = new URLSearchParams(addresses.map((address): [string, string] => ["address", address]));
    return await this.#transport.rows("addresses", failingAddress, `/outbound/failing?${query}`);
  }
  /** All that our mail does not reach; those that failed last first. */
  allFailing(): Promise<readonly FailingAddressView[]> {
    return this.#transport.rows("addresses", failingAddress, "/outbound/failing");
  }
  async clearFailing(address: string): Promise<void> {
    await this.#transport.call("DELETE", `/outbound/failing?${new URLSearchParams({ address })}`);
  }
}
