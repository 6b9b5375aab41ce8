/** `gotrs admin user`: agents, their roles and permissions. How they log in is src/people's. */

import { said } from "../../said.ts";
import { endAgentAccess } from "../endAccess.ts";
import { grantsIn } from "../grants.ts";
import { languageFaults } from "../language.ts";
import { openTickets } from "../openTickets.ts";
import { preference } from "../ordinary.ts";
import { passwordHashes, samePassword } from "../passwords.ts";
import { tableModule } from "../table.ts";
import { isTimeZone } from "../timeZone.ts";

/** OTRS's first agent, whose rights nobody can take away. */
const firstAgent = "root@localhost";

export const user = tableModule({
  thing: "user",
  plural: "users",
  about: "agents, with their roles and permissions",
  table: "users",
  key: "login",
  columns: ["firstName", "lastName", "email", "roles", "permissions"],
  fields: {
    login: { kind: "text", about: "what the agent logs in with", max: 200, required: true, at: { column: "login" } },
    firstName: { kind: "text", about: "the first name", max: 100, required: true, at: { column: "first_name" } },
    lastName: { kind: "text", about: "the last name", max: 100, required: true, at: { column: "last_name" } },
    title: { kind: "text", about: "what stands before the name", max: 50, at: { column: "title" } },
    email: {
      kind: "email",
      about: "where notifications go, and whose mail is the agent's own",
      max: 150,
      unique: true,
      at: preference("user_preferences", "UserEmail"),
    },
    mobile: { kind: "text", about: "a telephone number", max: 150, at: preference("user_preferences", "UserMobile") },
    language: {
      kind: "text",
      about: "a language, such as de or en",
      max: 10,
      pattern: /^[a-z]{2,3}([_-][A-Za-z]{2,4})?$/,
      form: "Write it like de or pt_BR",
      at: preference("user_preferences", "UserLanguage"),
    },
    timeZone: {
      kind: "text",
      about: "a time zone, such as Europe/Berlin",
      max: 60,
      at: preference("user_preferences", "UserTimeZone"),
    },
    password: {
      kind: "secret",
      about: "the password",
      max: 1000,
      generated: true,
      at: { column: "pw", notNull: true },
    },
    roles: {
      kind: "references",
      about: "the roles whose permissions the agent has",
      to: "role",
      at: { link: "role_user", owner: "user_id", other: "role_id", stamps: "both" },
    },
    permissions: grantsIn("group_user", "user_id", "what the agent may do in which group, besides the roles"),
  },
  prepare: passwordHashes,
  sameSecret: samePassword,
  async check(planned) {
    const { before, after } = planned;
    const { timeZone } = after;
    return [
      ...languageFaults(planned),
      ...(typeof timeZone === "string" && !isTimeZone(timeZone)
        ? [
            {
              field: "timeZone",
              what: said`there is no time zone "${timeZone}"`,
              mend: said`Write it like Europe/Berlin`,
            },
          ]
        : []),
      ...(before?.values.login === firstAgent && after.valid === false
        ? [
            {
              field: "valid",
              what: said`${firstAgent} is the agent who always may administer`,
              mend: said`Change its password instead`,
            },
          ]
        : []),
      ...(before?.values.login === firstAgent && after.login !== firstAgent
        ? [
            {
              field: "login",
              what: said`${firstAgent} is the agent who always may administer`,
              mend: said`Leave its login`,
            },
          ]
        : []),
    ];
  },
  follow: endAgentAccess,
  uses: openTickets("user_id", "responsible_user_id"),
});
