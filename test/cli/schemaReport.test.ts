/** What `gotrs init` tells of a database: whose tables and columns are added, and what is left. */
import { expect, it } from "vitest";
import { schemaReport } from "../../src/cli/schemaReport.ts";
import type { Difference } from "../../src/store/schema/differences.ts";

function missing(kind: Difference["kind"], table: string, column: string | null = null): Difference {
  return { kind, table, column, action: "add", text: "" };
}

it("tells columns and tables of its own from those of OTRS", () => {
  const differences = [
    missing("missing column", "gotrs_delivery", "hold_time"),
    missing("missing column", "article", "search_index_needs_rebuild"),
    missing("missing table", "gotrs_fetch"),
    missing("missing table", "acl"),
    missing("missing table", "acl_sync"),
  ];
  expect(schemaReport({ differences, renamed: {} }, true)).toEqual([
    "Added:",
    "  1 table of gotrs's own: gotrs_fetch",
    "  2 tables of OTRS's that this database lacks: acl, acl_sync",
    "  1 column of gotrs's own: gotrs_delivery.hold_time",
    "  1 column of OTRS's that this database lacks: article.search_index_needs_rebuild",
  ]);
});
