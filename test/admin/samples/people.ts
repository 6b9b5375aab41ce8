/** Samples of agents, customers and what they may do. */
import type { Samples } from "./sample.ts";

const long = "x".repeat(300);

export const people: Samples = {
  group: {
    key: "hardware",
    add: { comment: "Machines" },
    set: { comment: null, name: "Hardware" },
    wrong: [
      [{ comment: long }, "comment: it has 300 characters. Shorten it to 250"],
      [{ name: "Admin" }, 'name: "Admin" is a group already, spelt "admin". Choose another'],
      [{ coment: "x" }, 'coment: a group has no coment. Did you mean "comment"?'],
    ],
  },
  role: {
    key: "second level",
    add: { permissions: { users: ["note", "ro"] } },
    set: { permissions: { users: ["rw"], stats: ["ro"] }, users: ["root@localhost"] },
    wrong: [
      [{ permissions: { user: ["ro"] } }, 'permissions: there is no group "user". Did you mean "users"?'],
      [{ permissions: { users: ["r0"] } }, 'permissions: "r0" is no permission. Did you mean "ro"?'],
    ],
  },
  user: {
    key: "ann",
    add: {
      firstName: "Ann",
      lastName: "Agent",
      email: "ann@example.com",
      permissions: { users: ["rw"] },
      timeZone: "Europe/Berlin",
    },
    set: { lastName: "Chief", email: null, language: "de", permissions: {} },
    wrong: [
      [{ email: "ann" }, 'email: "ann" is no mail address. Write name@host'],
      [{ timeZone: "Europe/Bonn" }, 'timeZone: there is no time zone "Europe/Bonn". Write it like Europe/Berlin'],
      [{ roles: ["boss"] }, 'roles: there is no role "boss"'],
    ],
  },
  "customer-company": {
    key: "C-1",
    add: { name: "Example Ltd", city: "Bonn" },
    set: { url: "https://example.com/", permissions: { users: ["ro"] } },
    wrong: [
      [{ customerId: "C-2" }, "customerId: customerId cannot be changed: tickets refer to it"],
      [{ permissions: { users: ["note"] } }, 'permissions: "note" is no permission. Name one exactly: ro, rw'],
    ],
  },
  "customer-user": {
    key: "kim",
    add: { firstName: "Kim", lastName: "Customer", email: "kim@customer.test", customerId: "C-1" },
    set: { phone: "+49 228 1", permissions: { users: ["ro"] }, language: "de" },
    wrong: [
      [{ companies: ["C-9"] }, 'companies: there is no customer company "C-9"'],
      [{ email: null }, "email: it must not be empty. Write name@host"],
    ],
  },
  token: {
    key: "root@localhost: backup",
    add: { scopes: ["tickets:read"] },
    set: { scopes: ["tickets:read", "account"], expires: "2027-01-31T18:00:00Z" },
    wrong: [
      [
        { scopes: ["ticket:read"] },
        'scopes: entry 1: "ticket:read" is not allowed. Did you mean "tickets:read"? Name one exactly: all, tickets:read',
      ],
      [{ scopes: ["all", "admin"] }, "scopes: all stands alone"],
      [{ scopes: [] }, "scopes: a token without a scope opens nothing"],
      [{ expires: "tomorrow" }, 'expires: "tomorrow" is no moment. Write 2027-01-31 or 2027-01-31T18:00:00Z'],
      [{ expires: "2020-01-31" }, "expires: the token would have expired already"],
      [{ name: "root@localhost: other" }, "name: name cannot be changed: it is known by it"],
      [{ token: "secret" }, "token: it is no token"],
    ],
  },
};
