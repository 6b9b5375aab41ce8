/** The program itself as users run it: an installation in a folder of its own, its commands, and its daemon. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../src/packageRoot.ts";
import { type Child, runCommand, startChild } from "./process.ts";
import { tempFolder } from "./tempFolder.ts";

const program = join(packageRoot, "dist/src/cli/main.js");

type Environment = Readonly<Record<string, string>>;

export interface Finished {
  readonly code: number | NodeJS.Signals;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Installation extends AsyncDisposable {
  /** The state directory; the daemon's socket and Maildir lie here. */
  readonly folder: string;
  readonly databaseUrl: string;
  /** Of the first agent, as `gotrs init` printed it. */
  readonly password: string;
  /** Runs one command to its end, within a minute or so many milliseconds. */
  run(
    args: readonly string[],
    options?: { input?: string | Buffer; environment?: Environment; timeout?: number },
  ): Promise<Finished>;
  /** Runs one command with `--json` and reads its answer. @throws Error when it fails */
  json<T>(...args: readonly string[]): Promise<T>;
  /** Starts `gotrs serve` on free ports and waits until it is ready. */
  serve(environment?: Environment, options?: { quiet?: boolean }): Promise<Daemon>;
}

export interface Daemon extends AsyncDisposable {
  readonly child: Child;
  readonly smtp: { readonly host: string; readonly port: number };
  /** Base URL of the API. */
  readonly http: string;
  readonly socket: string;
}

/**
 * Makes an installation with `gotrs init`, or leaves that to the test.
 * @param databaseUrl an empty database, or an OTRS's; SQLite in the folder when absent
 */
export async function install(
  databaseUrl?: string,
  settings: Environment = {},
  { init = true }: { readonly init?: boolean } = {},
): Promise<Installation> {
  if (!existsSync(program)) throw new Error(`${program} is not there: run \`npm run build\` first`);
  const folder = await tempFolder("installation");
  const url = databaseUrl ?? `sqlite:${join(folder.path, "gotrs.db")}`;
  const environment = {
    ...withoutSettings(process.env),
    GOTRS_STATE_DIRECTORY: folder.path,
    GOTRS_DATABASE_URL: url,
    GOTRS_SMTP_LISTEN: "127.0.0.1:0",
    GOTRS_HTTP_LISTEN: "127.0.0.1:0",
    ...settings,
  };
  const run: Installation["run"] = (args, options = {}) =>
    runCommand(process.execPath, [program, ...args], {
      cwd: folder.path,
      env: { ...environment, ...options.environment },
      ...(options.input === undefined ? {} : { input: options.input }),
      ...(options.timeout === undefined ? {} : { timeout: options.timeout }),
    });
  const mustRun = async (args: readonly string[]): Promise<string> => {
    const { code, stdout, stderr } = await run(args);
    if (code !== 0) throw new Error(`gotrs ${args.join(" ")} ended with ${code}:\n${stdout}${stderr}`);
    return stdout;
  };
  const said = init ? await mustRun(["init"]) : "";
  return {
    folder: folder.path,
    databaseUrl: url,
    password: /^ {2}login \S+ {2}password (\S+)$/m.exec(said)?.[1] ?? "",
    run,
    async json<T>(...args: readonly string[]) {
      const answer: T = JSON.parse(await mustRun([...args, "--json"]));
      return answer;
    },
    serve: (further = {}, { quiet = false } = {}) =>
      serve(folder.path, { ...environment, ...further }, quiet ? ["ignore", "pipe", "ignore"] : undefined),
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

const readyLine = /^ready smtp=(?<host>[^ ]+):(?<port>\d+) http=(?<http>[^ ]+) socket=(?<socket>.+)$/m;

async function serve(folder: string, env: NodeJS.ProcessEnv, stdio?: ["ignore", "pipe", "ignore"]): Promise<Daemon> {
  const child = startChild(process.execPath, [program, "serve"], { cwd: folder, env, ...(stdio && { stdio }) });
  const { host = "", port = "", http = "", socket = "" } = (await child.waitFor(readyLine, 60_000)).groups ?? {};
  return {
    child,
    smtp: { host, port: Number(port) },
    http,
    socket,
    [Symbol.asyncDispose]: async () => void (await child.stop()),
  };
}

/** Settings of the person who runs the tests are none of theirs. */
function withoutSettings(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith("GOTRS_")));
}
