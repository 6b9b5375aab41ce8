/** The outbound queue and who can be written to, as they have to come. */
import type {
  FailingAddressView,
  OutboundMail,
  OutboundMailDetail,
  OutboundPage,
  OutboundRoute,
  Recipient,
} from "../../../src/api/outbound.ts";
import { added, list, object, orNull, text, time, whole } from "../shape.ts";
import { hold } from "./tickets.ts";

const mailFields = {
  ...{ id: whole, state: text },
  ...{ ticketId: orNull(whole), ticketNumber: orNull(text), articleId: orNull(whole) },
  ...{ sender: text, recipients: list(text), attempts: whole, due: orNull(time), message: orNull(text) },
  ...{ hold: added(orNull(hold), null), created: time },
};

export const outboundPage = object<OutboundPage>({
  mails: list(object<OutboundMail>(mailFields)),
  total: whole,
  pauses: list(object<OutboundPage["pauses"][number]>({ scope: text, reason: text })),
  routes: added(list(object<OutboundRoute>({ name: text, kind: text, server: orNull(text) })), []),
});

export const retriedMails = object<{ readonly mails: number }>({ mails: whole });

export const outboundMail = object<OutboundMailDetail>({
  ...mailFields,
  tries: list(
    object<OutboundMailDetail["tries"][number]>({ attempt: whole, code: orNull(whole), message: text, created: time }),
  ),
  headers: text,
});

export const failingAddress = object<FailingAddressView>({
  ...{ address: text, origin: text, reason: text, failures: whole, since: time, last: added(orNull(time), null) },
});

export const recipient = object<Recipient>({ login: text, name: text, email: text, customerId: text });
