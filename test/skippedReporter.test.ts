/** The summary of what was skipped names each absent thing once, with its mend. */
import { expect, it } from "vitest";
import { skippedSummary } from "./skippedReporter.ts";

it("counts the tests of one cause together, and tells those whose name has no cause", () => {
  const postgres =
    "start PostgreSQL on 127.0.0.1:5432 with trust for user postgres, or set GOTRS_TEST_POSTGRES to a URL";
  expect(
    skippedSummary([
      `intake (PostgreSQL) > skipped: ${postgres}`,
      `store (PostgreSQL) > skipped: ${postgres}`,
      "the whole loop (SQLite) > a mail is answered tmux is not installed; apt-get install tmux",
      "real mails by SMTP: skipped, /shared/data is not there > every mail > a.eml",
      "a test of no reason",
    ]),
  ).toEqual([
    "5 tests were skipped; what ran has passed or is listed above. To run them too:",
    "  /shared/data is not there (1)",
    `  ${postgres} (2)`,
    "  tmux is not installed; apt-get install tmux (1)",
    '  1 for a reason that their names do not tell, such as "a test of no reason"',
  ]);
  expect(skippedSummary([])).toEqual([]);
});
