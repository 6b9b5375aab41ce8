/** The words of a notification: OTRS keeps a row a language. */
import { z } from "zod";
import { said } from "../said.ts";
import { wanted } from "../schemaWords.ts";
import { deleteCells, insertCells, readCells } from "../store/adminRows.ts";
import type { Field, Id, Values } from "./field.ts";

const table = "notification_event_message";
const message = z.strictObject({
  subject: z.string().trim().min(1).max(200),
  text: z.string().min(1),
  contentType: z.enum(["text/plain", "text/html"]).default("text/plain"),
});
const languages = z.record(
  z.string().regex(/^[a-z]{2,3}(_[A-Za-z]{2,4})?$/, { error: wanted(said`Write it like de or pt_BR`) }),
  message,
);

/** Which are offered. */
const some = ["de", "en", "es", "fr", "it", "nl", "pl", "pt_BR"];

/** Language → subject, text, type. */
export const messages: Field<never> = {
  kind: "structure",
  about: 'the words by language, with tags: {"en":{"subject":"…","text":"…"}}',
  schema: languages,
  inner: {
    keys: ["language"],
    fields: {
      language: { kind: "text", about: "a language, such as de or pt_BR", max: 10, required: true, known: some },
      subject: { kind: "text", about: "the subject of the mail, with tags", max: 200, required: true },
      text: { kind: "longText", about: "the words themselves, with tags", required: true },
      contentType: {
        kind: "choice",
        about: "whether the text is plain or HTML",
        choices: ["text/plain", "text/html"],
        default: "text/plain",
      },
    },
  },
  toText: (value) => Object.keys(value as Values).join(", ") || "-",
  default: {},
  at: {
    async read(reading, ids) {
      const columns = ["notification_id", "language", "subject", "text", "content_type"];
      const all = new Map<Id, Record<string, Values>>(ids.map((id) => [id, {}]));
      for (const row of await readCells(reading.db, table, columns, { column: "notification_id", values: ids })) {
        const own = all.get(row.notification_id as Id) ?? {};
        own[String(row.language)] = {
          subject: String(row.subject),
          text: String(row.text),
          contentType: /^\s*text\/html/i.test(String(row.content_type)) ? "text/html" : "text/plain",
        };
      }
      return all;
    },
    async write({ tx }, id, value) {
      await deleteCells(tx, table, { notification_id: id });
      for (const [language, words] of Object.entries((value ?? {}) as Record<string, Values>)) {
        const { subject, text, contentType } = words;
        await insertCells(tx, table, { notification_id: id, language, subject, text, content_type: contentType });
      }
    },
  },
};
