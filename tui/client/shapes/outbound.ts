/** The outbound queue and who can be written to, as they have to come. */
import type {
  FailingAddressView,
  OutboundMail,
  OutboundMailDetail,
  OutboundPage,
  Recipient,
} from "../../../src/api/outbound.ts";
import { list, object, oneOf, orNull, text, time, whole } from "../shape.ts";
import { hold } from "./tickets.ts";

const mailFields = {
  ...{ id: whole, state: oneOf("queued", "held", "onHold", "waiting", "sending", "failed") },
  ...{ ticketId: orNull(whole), ticketNumber: orNull(text), articleId: orNull(whole) },
  ...{ sender: text, recipients: list(text), attempts: whole, due: orNull(time), message: orNull(text) },
  ...{ hold: orNull(hold), created: time },
};

export const outboundPage = object<OutboundPage>({
  mails: list(object<OutboundMail>(mailFields)),
  total: whole,
  pauses: list(object<OutboundPage["pauses"][number]>({ scope: text, reason: text })),
});

export const outboundMail = object<OutboundMailDetail>({
  ...mailFields,
  tries: list(
    object<OutboundMailDetail["tries"][number]>({ attempt: whole, code: orNull(whole), message: text, created: time }),
  ),
  headers: text,
});

export const failingAddress = object<FailingAddressView>({
  ...{ address: text, origin: oneOf("refused", "bounced"), reason: text, failures: whole, since: time },
});

export const recipient = object<Recipient>({ login: text, name: text, email: text, customerId: text });
