/** Migration 11: mail of the outbound queue can be put on hold, and it expires by the time in which it was tried. */
import { addMissing } from "./addMissing.ts";
import type { Migration } from "./migration.ts";

export const mailHolds: Migration = {
  id: 11,
  name: "mail holds",
  async apply(context) {
    await addMissing(context);
    // What was tried already goes on from its first try.
    await context.tx
      .updateTable("gotrs_delivery")
      .set(({ ref }) => ({ try_since: ref("create_time") }))
      .where("state", "=", "queued")
      .where("try_since", "is", null)
      .execute();
  },
};
