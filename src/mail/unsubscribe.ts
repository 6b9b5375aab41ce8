/** How an agent leaves a queue's notices from a mail program: List-Unsubscribe (RFC 2369 §3.2), and the mail that comes of it. */
import { encoded, same, signature } from "./signature.ts";

/** Whose notices about which queue. */
export interface Subscription {
  readonly userId: number;
  readonly queueId: number;
}

export interface Subscriptions {
  /** The value of List-Unsubscribe: a mail to `address` with a signed subject, since not every server knows plus-addresses. */
  header(address: string, subscription: Subscription): string;
  /** What a mail with this subject ends; undefined when it is no such mail or its signature is wrong. */
  inSubject(subject: string): Subscription | undefined;
}

export function subscriptions(key: string): Subscriptions {
  const signed = ({ userId, queueId }: Subscription): string =>
    encoded(signature(key, `gotrs notices ${userId} ${queueId}`));
  return {
    header: (address, subscription) => {
      const { userId, queueId } = subscription;
      return `<mailto:${encodeURI(address)}?subject=unsubscribe%20${userId}.${queueId}.${signed(subscription)}>`;
    },
    inSubject(subject) {
      const found = /^\s*unsubscribe (\d{1,9})\.(\d{1,9})\.([a-z2-7]{16})\s*$/i.exec(subject);
      if (found === null) return undefined;
      const [, userId, queueId, given = ""] = found;
      const subscription = { userId: Number(userId), queueId: Number(queueId) };
      return same(signed(subscription), given.toLowerCase()) ? subscription : undefined;
    },
  };
}
