/** HTTP to the daemon, over its Unix socket or to a server with a token. Knows no resources. */
import type { ClientRequest, IncomingMessage } from "node:http";
import type { FieldFault, Meanwhile, Problem } from "../../src/api/problem.ts";
import { signalOfKey } from "../givingUp.ts";
import { language, text } from "../messages.ts";
import { whoLooks } from "../uploading.ts";
import { refusalOf, silenceInWords } from "./faults.ts";
import { list, object, type Shape } from "./shape.ts";
import { Unconfirmed } from "./unconfirmed.ts";
import { upload } from "./upload.ts";

export type Server =
  | { readonly kind: "socket"; readonly path: string; readonly agent: string | undefined }
  | { readonly kind: "http"; readonly url: string; readonly token: string | undefined };

/**
 * offline: nobody answers; stopped: nobody waits; login: who we are is not known (any more); overtaken: others were first; absent: there is no such
 * thing; refused: no, and why.
 */
export type Failure = "offline" | "stopped" | "login" | "overtaken" | "absent" | "refused";

/** The daemon said no, or nothing; `message` is for the status line and says what to do. */
type Told = Pick<Problem, "missing" | "unknown" | "faults" | "meanwhile" | "mergedInto">;

export class ClientError extends Error {
  override readonly name = "ClientError";
  readonly failure: Failure;
  /** Fields that a login lacks. */
  readonly missing: readonly string[];
  /** What is wrong with each field of what was sent. */
  readonly faults: readonly FieldFault[];
  /** What an older daemon does not know of what it was asked. */
  readonly unknown: readonly string[];
  /** What others did to the ticket that was to be changed. */
  readonly meanwhile: readonly Meanwhile[];
  /** The number of the ticket that the one which was asked for went into. */
  readonly mergedInto: string | undefined;
  constructor(failure: Failure, message: string, told: Told = {}, cause?: Error) {
    const { missing = [], unknown = [], faults = [], meanwhile = [], mergedInto } = told;
    super(message, { cause });
    this.failure = failure;
    this.missing = missing;
    this.faults = faults;
    this.unknown = unknown;
    this.meanwhile = meanwhile;
    this.mergedInto = mergedInto;
  }
}

type Headers = Readonly<Record<string, string>>;

/** Milliseconds without a sign of the daemon before it counts as gone. */
const patience = 20_000;

/** Milliseconds for which a server that does not even take a connection keeps the program when it is left. */
const farewell = 2000;

export class Transport {
  readonly #server: Server;
  readonly #unconfirmed = new Unconfirmed();
  readonly #asked = new Set<ClientRequest>();
  #loggedIn = false;
  #left = false;
  #token: string | undefined;

  constructor(server: Server) {
    this.#server = server;
    this.#token = server.kind === "http" ? server.token : undefined;
  }

  get token(): string | undefined {
    return this.#token;
  }
  /** Of a login that was made here, and ends with this program. */
  set token(token: string) {
    this.#token = token;
    this.#loggedIn = true;
  }

  /** Whether somebody can log in here with a password; the socket's permissions are a login already. */
  get takesPasswords(): boolean {
    return this.#server.kind === "http";
  }

  get readable(): boolean {
    if (this.#server.kind === "socket") return false;
    const { protocol, hostname } = new URL(this.#server.url);
    return protocol === "http:" && !/^(?:localhost|127\..*|\[::1\])$/.test(hostname);
  }

  get where(): string {
    return this.#server.kind === "socket" ? this.#server.path : this.#server.url;
  }

  /** What is done, of which nothing comes back that is used. @throws ClientError for everything but a 2xx */
  async call(method: string, path: string, body?: unknown): Promise<void> {
    await this.bytes(method, path, body);
  }

  /**
   * What writes: tried again after an answer that did not come, it is done once.
   * @throws ClientError as `have` does
   */
  async once<T>(shape: Shape<T>, path: string, body: unknown): Promise<T> {
    const key = this.#unconfirmed.keyFor(path, body);
    try {
      const answer = await this.have(shape, "POST", path, body, { "idempotency-key": key });
      this.#unconfirmed.delete(key);
      return answer;
    } catch (error) {
      // Also what was refused: that a login has ended says nothing of the request before.
      this.#unconfirmed.add(key, path, body);
      throw error;
    }
  }

  /** What takes back something written: the same words are a wish of their own from then on. */
  async takeBack(method: string, path: string): Promise<void> {
    await this.bytes(method, path);
    this.#unconfirmed.clear();
  }

  /** An answer that screens can stand on. @throws ClientError for one of another shape, too: it says which and where */
  async have<T>(shape: Shape<T>, method: string, path: string, body?: unknown, headers?: Headers): Promise<T> {
    const content = (await this.bytes(method, path, body, headers)).toString();
    let answer: unknown;
    try {
      answer = JSON.parse(content);
    } catch {
      throw new ClientError("refused", text("wrong.strangeAnswer", { where: this.where }));
    }
    const place = shape(answer);
    if (place !== undefined) throw this.#unexpected(`${method} ${path}`, `answer${place}`.slice(0, 100));
    return answer as T;
  }

  /** Of an answer that holds one list, the list. @throws ClientError as `have` does */
  async rows<T>(name: string, shape: Shape<T>, path: string): Promise<readonly T[]> {
    const answer = object<Readonly<Record<string, readonly T[]>>>({ [name]: list(shape) });
    return (await this.have(answer, "GET", path))[name] ?? [];
  }

  bytes(method: string, path: string, body?: unknown, headers: Headers = {}): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      const signal = signalOfKey();
      const fail = (error: Error): void =>
        reject(signal?.aborted === true ? stopped(method, asked.writableFinished) : this.#offline(error));
      const asked = this.open(method, path, headers, body, (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("error", fail);
        answer.on("end", () => {
          const content = Buffer.concat(chunks);
          const status = answer.statusCode ?? 500;
          if (status < 300) resolve(content);
          else {
            const { detail, ...told } = refusalOf(content, status, this.where, answer.headers.location);
            reject(new ClientError(failureOf(status, told), detail, told));
          }
        });
      });
      asked.setTimeout(patience, () => asked.destroy(Object.assign(new Error("silence"), { code: "ETIMEDOUT" })));
      asked.on("error", fail);
      const giveUp = (): void => {
        fail(new Error("given up"));
        asked.destroy();
      };
      signal?.addEventListener("abort", giveUp, { once: true });
      asked.on("close", () => signal?.removeEventListener("abort", giveUp));
    });
  }

  open(
    method: string,
    path: string,
    headers: Headers,
    body: unknown,
    take: (answer: IncomingMessage) => void,
  ): ClientRequest {
    const server = this.#server;
    const payload = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
    const options = {
      method,
      headers: {
        ...headers,
        "accept-language": language(),
        "user-agent": "gotrs tui",
        ...(payload === undefined
          ? {}
          : { "content-type": "application/json", "content-length": String(payload.length) }),
        ...(this.#token === undefined ? {} : { authorization: `Bearer ${this.#token}` }),
        ...(server.kind === "socket" && server.agent !== undefined ? { "x-gotrs-agent": server.agent } : {}),
      },
    };
    const target = `/api/v1${path}`;
    const asked =
      server.kind === "socket"
        ? http("http").request({ ...options, socketPath: server.path, path: target }, take)
        : http(server.url.startsWith("https:") ? "https" : "http").request(new URL(target, server.url), options, take);
    if (payload === undefined) asked.end();
    else upload(asked, payload, whoLooks());
    if (this.#left) letGo(asked);
    this.#asked.add(asked);
    asked.on("close", () => this.#asked.delete(asked));
    return asked;
  }

  /** Logs out. Nobody waits for answers any more: they do not keep the program; what is being sent leaves whole. */
  leave(): void {
    this.#left = true;
    for (const asked of this.#asked) letGo(asked);
    if (!this.#loggedIn) return;
    // Where nobody hears it the login ends by its time.
    const asked = this.open("DELETE", "/session", {}, undefined, (answer) => answer.resume());
    asked.setTimeout(farewell, () => asked.destroy()).on("error", () => undefined);
  }

  #unexpected(asked: string, place: string): ClientError {
    const route = asked.replace(/\?.*$/, "");
    return new ClientError("refused", text("wrong.unexpectedAnswer", { route, place, where: this.where }));
  }

  #offline(error: Error): ClientError {
    return new ClientError("offline", silenceInWords(this.#server.kind, this.where, error, patience / 1000), {}, error);
  }
}

/** A name in a path. Half a character, as a broken name may have it, cannot be asked for as it is. */
export function encoded(name: string): string {
  return encodeURIComponent(name.toWellFormed());
}

/** An import of it would have Node load its `fetch` besides, for a name that it also exports: felt at each start. */
function http(scheme: "http" | "https"): typeof import("node:http") {
  return scheme === "http" ? process.getBuiltinModule("node:http") : (process.getBuiltinModule("node:https") as never);
}

function letGo(asked: ClientRequest): void {
  const unref = (): void => void asked.socket?.unref();
  if (asked.method !== "GET" && !asked.writableFinished) asked.once("finish", unref);
  else if (asked.socket === null) asked.once("socket", unref);
  else unref();
}

/** What only asked has changed nothing, nor has what did not leave whole; what else was on its way may have come. */
function stopped(method: string, whole: boolean): ClientError {
  if (method === "GET") return new ClientError("stopped", text("wrong.stopped"));
  return new ClientError("stopped", text(whole ? "wrong.stoppedAmid" : "wrong.stoppedSending"));
}

function failureOf(status: number, { unknown }: Told): Failure {
  if (status === 401) return "login";
  // A thing that is not there is another matter than a daemon which knows no such things.
  if (unknown !== undefined) return "refused";
  if (status === 404) return "absent";
  return status === 409 ? "overtaken" : "refused";
}
