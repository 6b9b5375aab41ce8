/** Customer users who may be written to, found by a part of name, address, login or company while an agent types. */
import type { Recipient } from "../api/outbound.ts";
import type { Desk } from "../desk.ts";
import { customersLike } from "../store/customers.ts";
import { wordsOf } from "./directory.ts";

const most = 50;

/** Every word has to stand somewhere in one of them. @returns none for no words */
export async function recipients(
  desk: Desk,
  { search, limit = 10 }: { readonly search: string; readonly limit?: number },
): Promise<readonly Recipient[]> {
  const words = wordsOf(search);
  if (words.length === 0) return [];
  const found = await customersLike(desk.store.db, words, Math.min(limit, most));
  return found.map(({ login, customerId, firstName, lastName, email }) => ({
    login,
    name: `${firstName} ${lastName}`.trim(),
    email,
    customerId,
  }));
}
