/** Migration 7: the indexes by which the sender of a mail is found among many customers. */
import { addOwnIndexes } from "./addOwnIndexes.ts";
import type { Migration } from "./migration.ts";

export const customerIndexes: Migration = { id: 7, name: "customer indexes", apply: addOwnIndexes };
