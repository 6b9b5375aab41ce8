/** Tells systemd how the service is (sd_notify), through systemd's own program: Node has no datagram Unix sockets. */
import { spawn } from "node:child_process";
import type { Log } from "../src/desk.ts";

/** Does nothing where systemd did not start us. The unit needs `NotifyAccess=all`. */
export function notifySystemd(state: "READY=1" | "STOPPING=1" | "RELOADING=1", log: Log): void {
  if (!process.env.NOTIFY_SOCKET) return;
  const child = spawn("systemd-notify", [`--pid=${process.pid}`, state], { stdio: "ignore" });
  child.on("error", (error) => log.warn({ err: error }, "cannot tell systemd; install systemd-notify"));
}
