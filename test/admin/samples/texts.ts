/** Samples of texts that are sent, and to whom. */
import type { Samples } from "./sample.ts";

export const texts: Samples = {
  salutation: {
    key: "short",
    add: { text: "Hi\n" },
    set: { contentType: "text/html", text: "<p>Hi</p>" },
    wrong: [[{ contentType: "html" }, 'contentType: "html" is not allowed. Name one exactly: text/plain, text/html']],
  },
  signature: {
    key: "short",
    add: { text: "Bye\n" },
    set: { comment: "for friends" },
    wrong: [[{ text: "" }, "text: it is missing"]],
  },
  "auto-response": {
    key: "thanks",
    add: { type: "auto reply", subject: "Thanks", text: "Thank you", systemAddress: "support@localhost" },
    set: { queues: ["Raw"], subject: "Thank you" },
    wrong: [[{ type: "auto repli" }, 'type: there is no auto response type "auto repli". Did you mean "auto reply"?']],
  },
  attachment: {
    key: "terms",
    add: { filename: "terms.txt", content: "aGVsbG8=", contentType: "text/plain" },
    set: { content: "Z29vZGJ5ZQ==" },
    wrong: [
      [{ content: "?" }, "content: the content is no base64"],
      [{ filename: "../terms" }, 'filename: "../terms" cannot be used. Write a file\'s name without its folder'],
    ],
  },
  template: {
    key: "welcome",
    add: { type: "Create", text: "Welcome", queues: ["Misc", "Raw"] },
    set: { queues: ["Misc"], type: "Answer" },
    wrong: [[{ type: "answer" }, 'type: "answer" is not allowed. Did you mean "Answer"?']],
  },
  notification: {
    key: "Sales wait",
    add: {
      events: ["NotificationEscalation", "TicketQueueUpdate"],
      recipients: ["AgentMyQueues"],
      queues: ["Raw"],
      agents: ["root@localhost"],
      filters: { LockID: ["1"] },
      messages: { en: { subject: "Waiting", text: "<OTRS_TICKET_Title>", contentType: "text/plain" } },
    },
    set: {
      events: ["TicketDynamicFieldUpdate_Room"],
      recipients: [],
      queues: ["Misc", "Raw"],
      addresses: "boss@example.com, deputy@example.com",
      filters: {},
      oncePerDay: true,
      messages: {
        de: { subject: "Es wartet", text: "<b>Bitte</b>", contentType: "text/html" },
        en: { subject: "It waits", text: "Please", contentType: "text/plain" },
      },
    },
    wrong: [
      [
        { events: ["TicketQueUpdate"], queues: ["Rwa"] },
        'queues: there is no queue "Rwa". Did you mean "Raw"? Name one exactly: Postmaster, Raw',
      ],
      [
        { events: ["TicketQueUpdate"] },
        'events: there is no event "TicketQueUpdate". Did you mean "TicketQueueUpdate"?',
      ],
      [{ recipients: ["Owner"] }, 'recipients: there is no "Owner". Name one exactly: AgentOwner'],
      [{ filters: { QueueID: ["1"] } }, "filters: QueueID is the field queues"],
      [{ messages: { en: { subject: "", text: "x" } } }, "messages: en: subject: "],
    ],
  },
};
