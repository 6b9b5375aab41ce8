/** A desk whose outbound queue a test fills and empties by hand, with its clock. */

import { type Deliverer, startDeliverer } from "../../daemon/deliver/deliverer.ts";
import { createTransport, type TransportOptions } from "../../daemon/deliver/transport.ts";
import type { Settings } from "../../src/config/settings.ts";
import type { Desk } from "../../src/desk.ts";
import { enqueueMail } from "../../src/store/mailQueue.ts";
import type { Store } from "../../src/store/store.ts";
import { TestClock, testDesk, testSettings } from "../desk.ts";

export interface Outbound {
  readonly desk: Desk;
  readonly clock: TestClock;
  readonly deliverer: Deliverer;
  /** Queues a mail. @returns its id in the queue */
  queue(...recipients: readonly string[]): Promise<number>;
  /** The same with this message. */
  queueMessage(raw: Buffer, ...recipients: readonly string[]): Promise<number>;
}

export const message = (subject = "Hello"): Buffer =>
  Buffer.from(`From: support@localhost\r\nTo: x@customer.test\r\nSubject: ${subject}\r\n\r\nBody\r\n`);

export function outboundDesk(
  store: Store,
  outbound: Partial<Settings["outbound"]>,
  options: Partial<TransportOptions> = {},
  clock = new TestClock(),
): Outbound {
  const desk = testDesk(store, { outbound: { ...testSettings.outbound, ...outbound } }, clock);
  const transport = createTransport(desk.settings.outbound, {
    fqdn: "desk.test",
    timeouts: { connect: 2000, greeting: 2000, idle: 2000 },
    ...options,
  });
  const queueMessage: Outbound["queueMessage"] = (raw, ...recipients) =>
    store.transaction((tx) =>
      enqueueMail(
        tx,
        store.codec,
        { articleId: null, sender: "support@localhost", recipients, raw, due: undefined },
        clock.now(),
      ),
    );
  return {
    desk,
    clock,
    deliverer: startDeliverer(desk, { transport, timers: false, random: () => 0.5 }),
    queue: (...recipients) => queueMessage(message(), ...recipients),
    queueMessage,
  };
}

/** Making a database anew for each test would take longer than the tests. */
export async function emptyQueue(store: Store): Promise<void> {
  const tables = ["mail_queue", "gotrs_delivery", "gotrs_delivery_attempt", "gotrs_dead_mail"] as const;
  await store.transaction(async (tx) => {
    for (const table of tables) await tx.deleteFrom(table).execute();
    await tx.deleteFrom("gotrs_setting").where("name", "like", "outbound.pause.%").execute();
  });
}
