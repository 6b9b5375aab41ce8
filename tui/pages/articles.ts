/** Articles to read without leaving what is being written: who wrote, and the words. */
import type { ArticleView } from "../../src/api/ticket.ts";
import { honestHosts } from "../../src/honestHosts.ts";
import { text } from "../messages.ts";
import { safeLine } from "../text/safe.ts";
import { wrap } from "../text/wrap.ts";
import type { Page, PageLine } from "./page.ts";

export function articlesPage(articles: readonly ArticleView[], width: number): Page {
  return {
    title: text("page.meanwhile"),
    keys: "reading",
    verbatim: true,
    lines: articles.flatMap((article) => linesOf(article, width - 2)),
  };
}

function linesOf({ from, subject, body, created }: ArticleView, width: number): readonly PageLine[] {
  const aside = created.slice(0, 16).replace("T", " ");
  return [
    { text: safeLine(from), bold: true, aside },
    { text: safeLine(subject), meaning: "faint" },
    { text: "" },
    ...wrap(honestHosts(body).trimEnd(), width).map((line) => ({ text: line })),
    { text: "" },
  ];
}
