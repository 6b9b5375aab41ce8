/** Migration 2: what the mail engine keeps besides tickets. */
import { randomBytes } from "node:crypto";
import { addSetting } from "../ownSettings.ts";
import { addForeignKeys, addMissing } from "./addMissing.ts";
import type { Migration } from "./migration.ts";

export const mailEngine: Migration = {
  id: 2,
  name: "mail engine",
  async apply(context) {
    await addForeignKeys(context, await addMissing(context));
    // Signs the thread tokens of outgoing mail; every daemon of the database has to know it.
    await addSetting(context.tx, "threadKey", randomBytes(32).toString("base64url"));
  },
};
