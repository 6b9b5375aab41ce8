/** Every migration, in order. A new one is a file beside these and a line here. */
import { base } from "./0001-base.ts";
import { mailEngine } from "./0002-mail-engine.ts";
import { sessions } from "./0003-sessions.ts";
import { lists } from "./0004-lists.ts";
import { logins } from "./0005-logins.ts";
import { administration } from "./0006-administration.ts";
import { customerIndexes } from "./0007-customer-indexes.ts";
import { search } from "./0008-search.ts";
import { priorityOrder } from "./0009-priority-order.ts";
import { wholeOrders } from "./0010-whole-orders.ts";
import { mailHolds } from "./0011-mail-holds.ts";
import { pendingWords } from "./0012-pending-words.ts";
import { fetchWords } from "./0013-fetch-words.ts";
import type { Migration } from "./migration.ts";

export type { Migration } from "./migration.ts";
export const migrations: readonly Migration[] = [
  base,
  mailEngine,
  sessions,
  lists,
  logins,
  administration,
  customerIndexes,
  search,
  priorityOrder,
  wholeOrders,
  mailHolds,
  pendingWords,
  fetchWords,
];
