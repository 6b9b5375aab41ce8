/** `gotrs admin attachment`: files that go with templates. */
import { comment, name } from "../ordinary.ts";
import { tableModule } from "../table.ts";

export const attachment = tableModule({
  thing: "attachment",
  plural: "attachments",
  about: "files that go with templates",
  table: "standard_attachment",
  columns: ["filename", "contentType", "comment"],
  fields: {
    name: name("what templates call it"),
    content: { kind: "file", about: "the file itself", required: true, at: { column: "content", as: "bytes" } },
    filename: {
      kind: "text",
      about: "the name that recipients see",
      max: 250,
      pattern: /^[^/\\]+$/,
      form: "Write a file's name without its folder",
      required: true,
      at: { column: "filename" },
    },
    contentType: {
      kind: "text",
      about: "its MIME type, such as application/pdf",
      max: 250,
      pattern: /^[\w.+-]+\/[\w.+-]+(\s*;.*)?$/,
      form: "Write it like application/pdf",
      default: "application/octet-stream",
      required: true,
      at: { column: "content_type" },
    },
    comment,
  },
});
