/** Migration 13: why fetching failed is kept so that it can be said in any language. */
import { addMissing } from "./addMissing.ts";
import type { Migration } from "./migration.ts";

export const fetchWords: Migration = {
  id: 13,
  name: "fetch words",
  async apply(context) {
    await addMissing(context);
  },
};
