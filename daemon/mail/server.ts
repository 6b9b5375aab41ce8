/** SMTP, SMTPS and LMTP: the listeners, their start, reload and end (RFC 5321, RFC 8314, RFC 2033). */
import { chmodSync } from "node:fs";
import type { Desk } from "../../src/desk.ts";
import { isExpected } from "../../src/errors.ts";
import { listen, parseAddress } from "../listen.ts";
import { type Resolve, systemResolver } from "./authenticate.ts";
import { readCertificate, watchCertificate } from "./certificate.ts";
import { apply, createListener, type MailProtocol, type Shared } from "./createListener.ts";
import { createDoor } from "./door.ts";
import type { Listener } from "./listener.ts";

export interface MailServers {
  /** `host:port`, a path, or `off`. */
  readonly addresses: Readonly<Record<MailProtocol, string>>;
  /** Takes up what changed in the settings and the certificate; what cannot be read leaves the old one in use. */
  reload(): void;
  /** Takes no new mail, finishes what is under way. */
  stop(): Promise<void>;
}

/** @throws UserError with exit 69 when an address is taken, 78 when the certificate cannot be read */
export async function startMailServers(
  desk: Desk,
  spoolFolder: string,
  resolve: Resolve = systemResolver(),
): Promise<MailServers> {
  const shared: Shared = {
    desk,
    door: createDoor(desk),
    spoolFolder,
    resolve,
    running: new Set(),
  };
  const listeners = new Map<MailProtocol, Listener>();
  const addresses = { smtp: "off", smtps: "off", lmtp: "off" };
  const stop = async (): Promise<void> => {
    unwatch();
    const closed = [...listeners.values()].map(
      (listener) => new Promise<void>((resolve) => listener.close(() => resolve())),
    );
    for (const listener of listeners.values()) listener.hangUp();
    await Promise.allSettled(shared.running);
    await Promise.all(closed);
  };
  const reload = (): void => {
    unwatch();
    renew();
    unwatch = watchCertificate(desk.settings.smtp.tls, renew);
  };
  const renew = (): void => {
    try {
      const certificate = readCertificate(desk.settings.smtp.tls);
      for (const [protocol, listener] of listeners) apply(listener, protocol, desk, certificate);
      if (certificate !== undefined) desk.log.info({}, "the certificate of SMTP was read again");
    } catch (error) {
      if (!isExpected(error)) throw error;
      desk.log.error({}, `the certificate in use stays: ${error.message}`);
    }
  };
  let unwatch = (): void => {};

  const certificate = readCertificate(desk.settings.smtp.tls);
  try {
    for (const protocol of ["smtp", "smtps", "lmtp"] as const) {
      const where = desk.settings[protocol].listen;
      if (where === undefined) continue;
      const listener = createListener(shared, protocol, certificate);
      addresses[protocol] = await listen(listener.server, where, `${protocol}.listen`);
      listeners.set(protocol, listener);
      desk.log.info({ protocol, address: addresses[protocol] }, "taking mail");
      if (protocol === "lmtp" && parseAddress(where).kind === "unix") chmodSync(where, desk.settings.lmtp.socketMode);
    }
  } catch (error) {
    await stop();
    throw error;
  }
  unwatch = watchCertificate(desk.settings.smtp.tls, renew);
  return { addresses, reload, stop };
}
