/** Who may come in: limits by client of connections and mails, open ones and in a minute. One for all listeners. */
import type { Desk } from "../../src/desk.ts";
import type { Door } from "./listener.ts";
import { type AddressSet, clientOf, networkSet } from "./networks.ts";
import { MinuteRate, OpenCounts } from "./rate.ts";

export interface MailDoor extends Door {
  /** One of our own networks, or a Unix socket. */
  isLocal(address: string): boolean;
  /** Counts a mail; false when the client sent too many in this minute. */
  mayMail(address: string): boolean;
}

export function createDoor(desk: Desk): MailDoor {
  const open = new OpenCounts();
  const connections = new MinuteRate(desk.clock);
  const mails = new MinuteRate(desk.clock);
  const proxies = kept(() => desk.settings.smtp.proxyFrom);
  const local = kept(() => desk.settings.smtp.localNetworks);
  const isLocal = (address: string): boolean => address === "" || local()(address);

  return {
    isLocal,
    isProxy: (address) => proxies()(address),
    mayMail: (address) => isLocal(address) || mails.take(clientOf(address), desk.settings.smtp.maxMailRate),
    admit(address) {
      const { smtp } = desk.settings;
      const ours = isLocal(address);
      const limits = {
        maxErrors: smtp.maxErrors,
        command: smtp.commandTimeout * 1000,
        session: smtp.sessionTimeout * 1000,
        strict: !ours,
      };
      if (ours) return { limits, left() {} };
      const client = clientOf(address);
      if (open.of(client) >= smtp.maxConnectionsPerClient) {
        return `4.7.0 ${address} has ${smtp.maxConnectionsPerClient} connections open already`;
      }
      if (!connections.take(client, smtp.maxConnectionRate)) {
        return `4.7.0 more than ${smtp.maxConnectionRate} connections a minute from ${address}, try again in a minute`;
      }
      return { limits, left: open.add(client) };
    },
    refused(address, reason) {
      desk.log.warn({ address, reason }, "a connection was refused");
    },
  };
}

/** The set of a list in the settings, made anew when a reload brought another list. */
function kept(list: () => readonly string[]): () => AddressSet {
  let seen: readonly string[] | undefined;
  let set: AddressSet = () => false;
  return () => {
    const now = list();
    if (now !== seen) {
      seen = now;
      set = networkSet(now);
    }
    return set;
  };
}
