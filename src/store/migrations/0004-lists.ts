/** Migration 4: the indexes that keep lists quick on a desk with many tickets. */
import { addOwnIndexes } from "./addOwnIndexes.ts";
import type { Migration } from "./migration.ts";

export const lists: Migration = { id: 4, name: "lists", apply: addOwnIndexes };
