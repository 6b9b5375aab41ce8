/** Names this process in a lease, so that another one on this machine can see whether its holder is still alive. */
import { randomBytes } from "node:crypto";
import { readlinkSync } from "node:fs";
import { hostname } from "node:os";

const token = randomBytes(4).toString("hex");

/** Process ids mean something only within one namespace: containers may share a host's name. */
function namespace(): string {
  try {
    return /\d+/.exec(readlinkSync("/proc/self/ns/pid"))?.[0] ?? "-";
  } catch {
    return "-";
  }
}
const place = `${hostname().slice(0, 60)} ${namespace()}`;

export const holder = `${place} ${process.pid} ${token}`;

/** Whether the holder of a lease is known to have ended; false when it cannot be known from here. */
export function isDead(other: string): boolean {
  if (!other.startsWith(`${place} `)) return false;
  const [pid = "", otherToken = ""] = other.slice(place.length + 1).split(" ");
  // The same process id with another token was a process before us, for example in a container.
  if (Number(pid) === process.pid) return otherToken !== token;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "ESRCH";
  }
}
