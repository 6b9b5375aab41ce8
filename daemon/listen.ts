/** Listen addresses: `host:port` or a socket's path, and an error that names who holds a port already. */
import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import { connect, type Server } from "node:net";
import { Exit, UserError } from "../src/errors.ts";

export type Address =
  | { readonly kind: "tcp"; readonly host: string; readonly port: number }
  | { readonly kind: "unix"; readonly path: string };

export function parseAddress(text: string): Address {
  const match = /^(?:\[([^\]]+)\]|([^:/]+)):(\d+)$/.exec(text);
  if (match === null) return { kind: "unix", path: text };
  const host = match[1] ?? match[2] ?? "";
  return { kind: "tcp", host: host === "*" ? "0.0.0.0" : host, port: Number(match[3]) };
}

/**
 * Makes the server listen.
 * @param key the configuration key, for the error
 * @returns the address as it is, a free port filled in
 * @throws UserError with exit 69 when the address is taken or not ours
 */
export async function listen(
  server: Pick<Server, "listen" | "once" | "off" | "address">,
  text: string,
  key: string,
): Promise<string> {
  const address = parseAddress(text);
  if (address.kind === "unix") await removeStale(address.path, key);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    const done = (): void => {
      server.off("error", reject);
      resolve();
    };
    if (address.kind === "unix") server.listen(address.path, done);
    else server.listen(address.port, address.host, done);
  }).catch((error: unknown) => {
    throw unavailable(error, text, address, key);
  });
  const bound = server.address();
  if (bound === null || typeof bound === "string") return text;
  return bound.family === "IPv6" ? `[${bound.address}]:${bound.port}` : `${bound.address}:${bound.port}`;
}

/** A crash leaves its socket behind; one that answers belongs to a running gotrs. */
async function removeStale(path: string, key: string): Promise<void> {
  if (!existsSync(path)) return;
  const alive = await new Promise<boolean>((resolve) => {
    const probe = connect(path, () => {
      probe.destroy();
      resolve(true);
    });
    probe.once("error", () => resolve(false));
  });
  if (alive) {
    throw new UserError(`another program, probably gotrs, answers on ${path}`, {
      where: key,
      mend: `Stop it, or set ${key} to another path`,
      exit: Exit.unavailable,
    });
  }
  rmSync(path);
}

function unavailable(error: unknown, text: string, address: Address, key: string): Error {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const wordings: Record<string, readonly [what: string, mend: string]> = {
    EADDRINUSE: [
      `${text} is in use${address.kind === "tcp" ? holder(address.port) : ""}`,
      `Stop that program, or set ${key} to another address`,
    ],
    EADDRNOTAVAIL: [`${text} is no address of this machine`, `Set ${key} to one that is, for example 127.0.0.1:0`],
    ENOTFOUND: [`${text} is no known host`, `Correct ${key}`],
    EACCES: [
      `this account may not listen on ${text}`,
      `Set ${key} to a port above 1023 or a path in a folder of your own, or give the service CAP_NET_BIND_SERVICE`,
    ],
    ENOENT: [`the folder of ${text} does not exist`, `Create it, or correct ${key}`],
  };
  const [what, mend] = wordings[code] ?? [`cannot listen on ${text}: ${String(error)}`, `Correct ${key}`];
  return new UserError(what, { where: key, mend, exit: Exit.unavailable, cause: error });
}

/** ` by NAME (process ID)`, as far as this account may see; empty where it may not, or outside Linux. */
function holder(port: number): string {
  try {
    const inode = listeningInode(port);
    if (inode === undefined) return "";
    for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
      if (holdsSocket(pid, inode)) return ` by ${readFileSync(`/proc/${pid}/comm`, "utf8").trim()} (process ${pid})`;
    }
    return " by a program of another account";
  } catch {
    // Only the name is lost; the error itself is told all the same.
    return "";
  }
}

function listeningInode(port: number): string | undefined {
  const wanted = `:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  const rows = ["/proc/net/tcp", "/proc/net/tcp6"]
    .filter(existsSync)
    .flatMap((file) => readFileSync(file, "utf8").split("\n"));
  const fields = rows.map((row) => row.trim().split(/\s+/));
  return fields.find(([, local, , state]) => local?.endsWith(wanted) && state === "0A")?.[9];
}

function holdsSocket(pid: string, inode: string): boolean {
  try {
    return readdirSync(`/proc/${pid}/fd`).some((fd) => readlinkSync(`/proc/${pid}/fd/${fd}`) === `socket:[${inode}]`);
  } catch {
    return false;
  }
}
