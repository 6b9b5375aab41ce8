/** Migration 9: the index by which lists are in order of priority. */
import { addOwnIndexes } from "./addOwnIndexes.ts";
import type { Migration } from "./migration.ts";

export const priorityOrder: Migration = { id: 9, name: "priority order", apply: addOwnIndexes };
