/** SQL of text templates (standard_template): those of a queue, and the files that go along with one. */
import type { Codec } from "./codec.ts";
import type { Reader } from "./store.ts";

export interface Template {
  readonly id: number;
  readonly name: string;
  /** Answer, Create, Email, Forward, Note or PhoneCall. */
  readonly type: string;
  readonly text: string;
  readonly contentType: string;
}

/** The valid ones that are bound to the queue, by name. */
export async function templatesOfQueue(db: Reader, queueId: number): Promise<readonly Template[]> {
  const rows = await db
    .selectFrom("standard_template as t")
    .innerJoin("queue_standard_template as q", "q.standard_template_id", "t.id")
    .select(["t.id", "t.name", "t.template_type as type", "t.text", "t.content_type"])
    .where("q.queue_id", "=", queueId)
    .where("t.valid_id", "=", 1)
    .orderBy("t.name")
    .execute();
  return rows.map(({ content_type, text, ...row }) => ({
    ...row,
    text: text ?? "",
    contentType: content_type ?? "text/plain",
  }));
}

export interface TemplateFile {
  readonly filename: string;
  readonly contentType: string;
  readonly content: Buffer;
}

export async function templateFiles(db: Reader, codec: Codec, templateId: number): Promise<readonly TemplateFile[]> {
  const rows = await db
    .selectFrom("standard_attachment as a")
    .innerJoin("standard_template_attachment as t", "t.standard_attachment_id", "a.id")
    .select(["a.filename", "a.content_type", "a.content"])
    .where("t.standard_template_id", "=", templateId)
    .where("a.valid_id", "=", 1)
    .orderBy("a.name")
    .execute();
  return rows.map((row) => ({
    filename: row.filename,
    contentType: row.content_type,
    content: codec.toBytes(row.content),
  }));
}
