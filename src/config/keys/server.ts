/** Keys of gotrs.yaml: the state directory, the database, the log, HTTP and the agents' socket. */
import { key } from "../key.ts";
import { choice, fileMode, listen, path, url, whole } from "../kinds.ts";

export const serverKeys = {
  "state.directory": key(path, ({ stateDirectory }) => stateDirectory, "Where gotrs keeps its files.", {
    defaultText: "`$STATE_DIRECTORY` of systemd, else `./var`",
  }),
  "database.url": key(
    url(
      "sqlite:PATH, postgres://USER:PASSWORD@HOST/NAME or mysql://USER:PASSWORD@HOST/NAME",
      "sqlite",
      "postgres",
      "postgresql",
      "mysql",
      "mariadb",
    ),
    ({ stateDirectory }) => `sqlite:${stateDirectory}/gotrs.db`,
    "The database. MySQL 8, MariaDB 10.6 or newer, PostgreSQL, or the embedded SQLite.",
    { defaultText: "`sqlite:` in the state directory", secret: true },
  ),
  "log.level": key(choice("debug", "info", "warn", "error"), "info", "The least important messages that are logged."),
  "log.format": key(
    choice("json", "text"),
    ({ terminal }): "json" | "text" => (terminal ? "text" : "json"),
    "`json` is one object a line for journald and log shippers, `text` is for people.",
    { defaultText: "`text` on a terminal, else `json`" },
  ),

  "http.listen": key(listen, "127.0.0.1:8025" as string | undefined, "Where the API, health checks and metrics are."),
  "http.sessionHours": key(whole(1, 720), 16, "How many hours a login with a password lasts."),
  "http.sessionIdleMinutes": key(
    whole(1, 43_200),
    120,
    "After how many minutes without use a login ends (OTRS SessionMaxIdleTime).",
  ),
  "socket.path": key(path, ({ stateDirectory }) => `${stateDirectory}/gotrs.sock`, "The agent API's Unix socket.", {
    defaultText: "`gotrs.sock` in the state directory",
  }),
  "socket.mode": key(
    fileMode,
    0o600,
    "Permissions of that socket: whoever may write to it is trusted as an agent, without a password.",
    { defaultText: "`0600`, only the account of gotrs" },
  ),
} as const;
