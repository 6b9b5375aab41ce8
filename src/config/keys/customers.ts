/** Keys of gotrs.yaml: what customers may see and do. */
import { key } from "../key.ts";
import { flag, names } from "../kinds.ts";

export const customerKeys = {
  "customer.companyTickets": key(
    flag,
    true as boolean,
    "Whether customers see all tickets of their companies, not only their own (OTRS CustomerDisableCompanyTicketAccess).",
  ),
  "customer.groups": key(
    flag,
    false as boolean,
    "Whether customers see only tickets in queues of their groups (OTRS CustomerGroupSupport).",
  ),
  "customer.alwaysGroups": key(
    names,
    ["users"],
    "Groups that every customer has, with rw, where groups of customers are on (OTRS CustomerGroupAlwaysGroups).",
  ),
  "customer.queues": key(
    names,
    [],
    "Queues in which customers may open tickets; the first is taken where they name none.",
    { defaultText: "`postmaster.defaultQueue`" },
  ),
} as const;
