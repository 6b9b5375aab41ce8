/** Every steering header there is, by its name without `X-OTRS-`; which value each may have is wishes.ts's. */

const both = [
  "Title",
  "Queue",
  "State",
  "State-PendingTime",
  "Priority",
  "Type",
  "Service",
  "SLA",
  "Lock",
  "Owner",
  "OwnerID",
  "Responsible",
  "ResponsibleID",
  "SenderType",
  "IsVisibleForCustomer",
] as const;

/** As documented, for messages; look one up with `isSteeringName`. */
export const steeringNames: readonly string[] = [
  ...both,
  ...["CustomerNo", "CustomerUser", "Loop", "Ignore", "AttachmentExists", "AttachmentCount"],
  ...[...both, "State-Keep"].map((name) => `FollowUp-${name}`),
];
const known: ReadonlySet<string> = new Set(steeringNames.map((name) => name.toLowerCase()));
const numbered = /^(?:followup-)?(?:dynamicfield-.+|(?:ticket|article)(?:key|value)\d{1,2}|tickettime\d{1,2})$/;

/** @param name without the prefix, any case */
export function isSteeringName(name: string): boolean {
  return known.has(name.toLowerCase()) || numbered.test(name.toLowerCase());
}
