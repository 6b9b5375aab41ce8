/** Resources for customers: their login, their tickets, nothing of the desk's own. */

import { z } from "zod";
import { customerAttachment, customerList, customerShow } from "../../../src/customer/tickets.ts";
import { customerCreate, customerReply } from "../../../src/customer/write.ts";
import { AuthenticationError } from "../../../src/errors.ts";
import { logIn } from "../../../src/login/login.ts";
import { customerQueues } from "../../../src/people/customers.ts";
import { changeOwnPassword, mailResetCode } from "../../../src/people/ownPassword.ts";
import { logOut } from "../../../src/people/sessions.ts";
import { said } from "../../../src/said.ts";
import { personById } from "../../../src/store/passwords.ts";
import { languageAsked } from "../language.ts";
import { attachments, idIn, text, ticketName } from "./fields.ts";
import { loginBody } from "./people.ts";
import { customerRoute, Download, openRoute, type Route } from "./route.ts";

export const customerRoutes: readonly Route[] = [
  openRoute({
    method: "POST",
    path: "/customer/session",
    summary: "Log in as a customer; the token ends by itself",
    body: loginBody,
    handle: ({ desk, address, client, body }) => logIn(desk, "customer", { ...body, address, client }),
  }),
  openRoute({
    method: "POST",
    path: "/customer/password/reset",
    summary: "Get a code by mail when the password is lost; the answer is the same for every login",
    body: z.strictObject({ login: z.string().min(1).max(200) }),
    handle: ({ desk, address, acceptLanguage, body: { login } }) =>
      mailResetCode(desk, "customer", { login, address, language: languageAsked(acceptLanguage) }),
  }),
  customerRoute({
    method: "DELETE",
    path: "/customer/session",
    summary: "Log out: the token ends now",
    handle: ({ desk, token }) => logOut(desk, token),
  }),
  customerRoute({
    method: "GET",
    path: "/customer/me",
    summary: "The customer who asks, their companies, and the queues in which they may open tickets",
    handle: async ({ desk, customer: { login, name, email, customerIds, ...rest } }) => ({
      login,
      name,
      email,
      customerIds,
      queues: await customerQueues(desk, { login, name, email, customerIds, ...rest }),
    }),
  }),
  customerRoute({
    method: "POST",
    path: "/customer/me/password",
    summary: "Change one's own password; all other sessions end",
    body: z.strictObject({ old: z.string().max(1000), new: z.string().max(1000) }),
    handle: async ({ desk, customer, sessionId, address, body }) => {
      const person = await personById(desk.store.db, "customer", customer.id);
      if (person === undefined) throw new AuthenticationError(said`the login has ended`, { mend: said`Log in again` });
      await changeOwnPassword(desk, person, { ...body, address }, sessionId);
    },
  }),
  customerRoute({
    method: "GET",
    path: "/customer/tickets",
    summary: "One's own tickets and those of one's companies, newest first",
    query: z.strictObject({
      status: z.enum(["open", "closed", "all"]).exactOptional(),
      limit: z.coerce.number().int().min(1).max(200).exactOptional(),
      cursor: text,
    }),
    handle: ({ desk, customer, query }) => customerList(desk, customer, query),
  }),
  customerRoute({
    method: "POST",
    path: "/customer/tickets",
    summary: "Open a ticket",
    body: z.strictObject({
      title: z.string().max(250),
      body: z.string(),
      queue: text,
      customerId: text,
      attachments,
    }),
    handle: ({ desk, customer, body }) => customerCreate(desk, customer, body),
  }),
  customerRoute({
    method: "GET",
    path: "/customer/tickets/{ticket}",
    summary: "A ticket with what is visible for customers",
    handle: ({ desk, customer, params }) => customerShow(desk, customer, ticketName(params)),
  }),
  customerRoute({
    method: "POST",
    path: "/customer/tickets/{ticket}/reply",
    summary: "Write on a ticket",
    body: z.strictObject({ subject: z.string().max(250).exactOptional(), body: z.string(), attachments }),
    handle: ({ desk, customer, params, body }) => customerReply(desk, customer, ticketName(params), body),
  }),
  customerRoute({
    method: "GET",
    path: "/customer/tickets/{ticket}/articles/{article}/attachments/{attachment}",
    summary: "A file of an article",
    handle: async ({ desk, customer, params }) => {
      const wanted = { articleId: idIn(params, "article"), id: idIn(params, "attachment") };
      const found = await customerAttachment(desk, customer, ticketName(params), wanted);
      return new Download(found.content, found.contentType, found.filename);
    },
  }),
];
