/** Tag values of a ticket that have to be read first: its people, its other names, its dynamic fields. */
import type { Desk } from "../desk.ts";
import type { TagValues } from "../queue/tags.ts";
import { agentTags } from "../queue/ticketTags.ts";
import { type CustomerDetails, customerDetails } from "../store/customers.ts";
import { agentRows } from "../store/permissions.ts";
import type { Reference } from "../store/referenceRows.ts";
import type { Reader } from "../store/store.ts";
import type { TicketRow } from "../store/tickets.ts";
import { fieldDefinitions, shownFields } from "./fields.ts";

type Tagged = Pick<TicketRow, "ownerId" | "responsibleId" | "customerUser"> &
  Partial<Pick<TicketRow, "typeId" | "lockId" | "stateId" | "serviceId" | "slaId">>;

/** Whether a text has tags whose values are only read for it. */
export function hasFurtherTags(text: string): boolean {
  return /OTRS_(?:OWNER|RESPONSIBLE|CUSTOMER_DATA|TICKET)_/.test(text);
}

export async function furtherTags(db: Reader, rows: Reference, ticket: Tagged): Promise<TagValues> {
  const agents = await agentRows(db);
  const person = (id: number | null, prefix: string): TagValues => {
    const agent = agents.find((one) => one.id === id);
    if (agent === undefined) return {};
    return agentTags({ ...agent, email: rows.agents.find((one) => one.id === id)?.email ?? "" }, [prefix]);
  };
  const customer = ticket.customerUser === null ? undefined : await customerDetails(db, ticket.customerUser);
  return {
    TICKET_Type: rows.types.byId(ticket.typeId ?? 0)?.name ?? "",
    TICKET_Lock: rows.locks.byId(ticket.lockId ?? 0)?.name ?? "",
    TICKET_StateType: rows.states.byId(ticket.stateId ?? 0)?.type ?? "",
    TICKET_Service: rows.services.byId(ticket.serviceId ?? 0)?.name ?? "",
    TICKET_SLA: rows.slas.byId(ticket.slaId ?? 0)?.name ?? "",
    TICKET_Responsible: agents.find(({ id }) => id === ticket.responsibleId)?.login ?? "",
    ...person(ticket.ownerId, "OWNER_"),
    ...person(ticket.responsibleId, "RESPONSIBLE_"),
    ...(customer && customerTags(customer)),
  };
}

function customerTags(customer: CustomerDetails): TagValues {
  return {
    CUSTOMER_DATA_UserLogin: customer.login,
    CUSTOMER_DATA_UserTitle: customer.title,
    CUSTOMER_DATA_UserFirstname: customer.firstName,
    CUSTOMER_DATA_UserLastname: customer.lastName,
    CUSTOMER_DATA_UserFullname: customer.name,
    CUSTOMER_DATA_UserEmail: customer.email,
    CUSTOMER_DATA_UserCustomerID: customer.customerId,
    CUSTOMER_DATA_UserPhone: customer.phone,
    CUSTOMER_DATA_UserFax: customer.fax,
    CUSTOMER_DATA_UserMobile: customer.mobile,
    CUSTOMER_DATA_UserStreet: customer.street,
    CUSTOMER_DATA_UserZip: customer.zip,
    CUSTOMER_DATA_UserCity: customer.city,
    CUSTOMER_DATA_UserCountry: customer.country,
    CUSTOMER_DATA_UserComment: customer.comment,
  };
}

/** `TICKET_DynamicField_NAME` as it is kept, `…_Value` as people read it. */
export async function fieldTags(desk: Desk, ticketId: number, db: Reader): Promise<TagValues> {
  const fields = (await shownFields(desk, "Ticket", [ticketId], db)).get(ticketId) ?? {};
  const forms = new Map((await fieldDefinitions(desk, "Ticket", db)).map(({ name, values }) => [name, values ?? []]));
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => {
      const held = value === null ? [] : [value].flat().map(String);
      const labels = held.map((key) => forms.get(name)?.find((one) => one.key === key)?.label ?? key);
      return [
        [`TICKET_DynamicField_${name}`, held.join(", ")],
        [`TICKET_DynamicField_${name}_Value`, labels.join(", ")],
      ];
    }),
  );
}
