/** `gotrs admin template`: ready-made texts that agents begin with. */
import { comment, contentType, name } from "../ordinary.ts";
import { tableModule } from "../table.ts";

export const template = tableModule({
  thing: "template",
  plural: "templates",
  about: "ready-made texts that agents begin with",
  table: "standard_template",
  columns: ["type", "queues", "comment"],
  fields: {
    name: name("what agents choose it by"),
    type: {
      kind: "choice",
      about: "for what it is offered",
      choices: ["Answer", "Create", "Email", "Forward", "Note", "PhoneCall"],
      default: "Answer",
      at: { column: "template_type" },
    },
    text: { kind: "longText", about: "with tags", at: { column: "text" } },
    contentType,
    queues: {
      kind: "references",
      about: "for whose tickets it is offered",
      to: "queue",
      at: { link: "queue_standard_template", owner: "standard_template_id", other: "queue_id", stamps: "both" },
    },
    attachments: {
      kind: "references",
      about: "what goes with it",
      to: "attachment",
      at: {
        link: "standard_template_attachment",
        owner: "standard_template_id",
        other: "standard_attachment_id",
        stamps: "both",
      },
    },
    comment,
  },
});
