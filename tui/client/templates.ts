/** Text templates as functions, for a ticket and for one that is about to be opened. */
import type { FilledTemplate, TemplateSummary } from "../../src/api/templates.ts";
import { filledTemplate, templateSummary } from "./shapes/writing.ts";
import { encoded, type Transport } from "./transport.ts";

/** Kinds of templates that are offered while something is written. */
export type TemplateType = "Answer" | "Note" | "Forward" | "PhoneCall" | "Create";

export class Templates {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  async ofTicket(id: number, type: TemplateType): Promise<readonly TemplateSummary[]> {
    return await this.#transport.rows("templates", templateSummary, `/tickets/~${id}/templates?type=${type}`);
  }
  /** Its text with the tags filled in, and its files. */
  filled(id: number, name: string, articleId: number | undefined): Promise<FilledTemplate> {
    const query = articleId === undefined ? "" : `?article=${articleId}`;
    const path = `/tickets/~${id}/templates/${encoded(name)}${query}`;
    return this.#transport.have(filledTemplate, "GET", path);
  }
  /** For a ticket that is about to be opened in this queue. */
  async ofQueue(queue: string): Promise<readonly TemplateSummary[]> {
    return await this.#transport.rows("templates", templateSummary, `/templates?${new URLSearchParams({ queue })}`);
  }
  filledForQueue(queue: string, name: string): Promise<FilledTemplate> {
    const path = `/templates/${encoded(name)}?${new URLSearchParams({ queue })}`;
    return this.#transport.have(filledTemplate, "GET", path);
  }
}
