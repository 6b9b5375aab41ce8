/** One conversation with a directory over one connection: TCP, TLS, binding. What is asked is ask.ts's. */
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { connect, isIP, type Socket } from "node:net";
import { type ConnectionOptions, connect as connectTls } from "node:tls";
import type { Client } from "ldapts";
import type { Directory } from "../config/directories.ts";
import { Exit, UserError } from "../errors.ts";
import { authorities } from "../network/authorities.ts";
import type { Host } from "../network/faults.ts";
import { said, type Words } from "../said.ts";
import { directoryFailure } from "./failure.ts";

export interface Conversation {
  readonly client: Client;
  readonly url: string;
  readonly at: Host;
  readonly encrypted: boolean;
  close(): Promise<void>;
}

export function hostOf(url: string): Host & { readonly tls: boolean } {
  const { protocol, hostname, port } = new URL(url);
  const tls = protocol === "ldaps:";
  return { tls, host: hostname.replace(/^\[(.*)\]$/, "$1"), port: Number(port || (tls ? 636 : 389)) };
}

/** @throws DirectoryFailure, UserError for files that cannot be read */
export async function converse(directory: Directory, url: string): Promise<Conversation> {
  const { host, port, tls } = hostOf(url);
  const at = { host, port };
  const milliseconds = directory.timeout * 1000;
  const options: ConnectionOptions = {
    host,
    minVersion: "TLSv1.2",
    ...(isIP(host) === 0 ? { servername: host } : {}),
    ca: authorities(directory.caFile, `caFile of the directory ${directory.name}`),
  };
  const { Client: LdapClient } = await import("ldapts");
  const socket = await opened(tls ? connectTls({ ...options, port }) : connect(port, host), tls, milliseconds).catch(
    (error: unknown) => {
      throw directoryFailure(error, directory, at, "connect");
    },
  );
  // ldapts connects anew by itself when a connection is lost, and is nobody there. Here that is a failure.
  let taken = false;
  // Each of ldapts's two factories gets what it takes for its own.
  const only = (): never => {
    if (taken) throw Object.assign(new Error("the directory closed the connection"), { code: "ECONNRESET" });
    taken = true;
    return socket as never;
  };
  const client = new LdapClient({
    url,
    timeout: milliseconds,
    connectTimeout: milliseconds,
    strictDN: false,
    ...(tls ? { createSecureConnection: only } : { createConnection: only }),
  });
  const close = async (): Promise<void> => {
    await client.unbind().catch(() => undefined);
    socket.destroy();
  };
  if (directory.startTls) {
    const late = setTimeout(() => socket.destroy(), milliseconds);
    try {
      await client.startTLS(options);
    } catch (error) {
      await close();
      throw directoryFailure(error, directory, at, "certificate");
    } finally {
      clearTimeout(late);
    }
  }
  return { client, url, at, encrypted: tls || directory.startTls, close };
}

async function opened(socket: Socket, tls: boolean, milliseconds: number): Promise<Socket> {
  try {
    await once(socket, tls ? "secureConnect" : "connect", { signal: AbortSignal.timeout(milliseconds) });
  } catch (error) {
    // Errors of a socket that nobody waits for any more.
    socket.on("error", () => undefined).destroy();
    if (!(error instanceof Error) || error.name !== "AbortError") throw error;
    throw Object.assign(new Error("no connection", { cause: error }), { code: "CONNECT_TIMEOUT" });
  }
  return socket.on("error", () => undefined);
}

/** Binds as who may search, if there is one. @throws DirectoryFailure */
export async function bindSearcher({ client, at }: Conversation, directory: Directory): Promise<void> {
  const { bindDn } = directory;
  if (bindDn === undefined) return;
  const password = searcherPassword(directory);
  try {
    await client.bind(bindDn, password);
  } catch (error) {
    throw directoryFailure(error, directory, at, "bind");
  }
}

/** @throws UserError: RFC 4513 §5.1.2, a bind with an empty password succeeds and proves nothing */
function searcherPassword({ name, bindPassword, bindPasswordFile }: Directory): string {
  const where = `bindPasswordFile of the directory ${name}`;
  const wrong = (what: Words, cause?: unknown): UserError =>
    new UserError(what, { where, mend: said`Write the password of bindDn into it`, exit: Exit.configuration, cause });
  if (bindPasswordFile === undefined) return bindPassword ?? "";
  let password: string;
  try {
    password = readFileSync(bindPasswordFile, "utf8").replace(/\r?\n$/, "");
  } catch (error) {
    throw wrong(said`${bindPasswordFile} cannot be read (${String(error)})`, error);
  }
  if (password === "") throw wrong(said`${bindPasswordFile} is empty`);
  return password;
}
