/** The body of a request as fast as it is taken, and how much of it has been. */
import type { ClientRequest } from "node:http";
import type { Left } from "../uploading.ts";

/** Octets that are handed over at once. */
const piece = 65_536;
/** Octets that need no telling: they have left before it could be read. */
const small = 262_144;

export function upload(asked: ClientRequest, body: Buffer, left: Left | undefined): void {
  if (body.length <= small) return void asked.end(body);
  let at = 0;
  const further = (): void => {
    while (at < body.length && !asked.destroyed) {
      left?.(at / body.length);
      const part = body.subarray(at, at + piece);
      at += part.length;
      if (!asked.write(part)) return void asked.once("drain", further);
    }
    asked.end(() => left?.(1));
  };
  further();
}
