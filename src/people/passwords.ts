/** Password hashes for agents: argon2id for new ones. */
import { hash } from "@node-rs/argon2";

/** PHC string of argon2id, with the library's parameters (RFC 9106's second choice or stronger). */
export async function hashPassword(password: string): Promise<string> {
  return await hash(password);
}
