/** The terminal UI: the desk, and over it the login or what a too small terminal needs. What is below keeps its state. */
import { Box, useApp, useWindowSize } from "ink";
import { useCallback, useMemo, useState } from "react";
import type { Clock } from "../src/clock.ts";
import type { Client } from "./client/client.ts";
import type { Who } from "./client/shapes/desk.ts";
import { openDrafts } from "./draftStore.ts";
import { edit } from "./editor.ts";
import type { Memory } from "./memory.ts";
import { text } from "./messages.ts";
import { listenToMouse } from "./mouse.ts";
import { Desk } from "./screens/Desk.tsx";
import { Entrance } from "./screens/Entrance.tsx";
import { smallest, TooSmall } from "./screens/TooSmall.tsx";
import { compareVersions } from "./versions.ts";

export function App(props: {
  readonly client: Client;
  readonly clock: Clock;
  readonly memory: Memory;
  /** Where the agent's drafts are kept. */
  readonly state: string;
  /** Of this program. */
  readonly version: string;
  /** undefined: a login is needed first. */
  readonly me: Who | undefined;
}) {
  const { client, clock, memory } = props;
  const app = useApp();
  const { columns, rows } = useWindowSize();
  const [me, setMe] = useState(props.me);
  const [locked, setLocked] = useState(props.me === undefined);
  const drafts = useMemo(
    () => openDrafts(props.state, `${client.where} ${me?.login}`),
    [props.state, client.where, me?.login],
  );
  // Over the socket there is nobody to log in as: the error itself says what is wrong.
  const loginNeeded = useCallback(() => {
    setLocked(client.takesPasswords);
    return client.takesPasswords;
  }, [client]);
  const editing = async (before: string): Promise<string> => {
    let written = before;
    await app.suspendTerminal(async () => {
      listenToMouse(false);
      written = await edit(before);
      listenToMouse(true);
    });
    return written;
  };
  const tooSmall = columns < smallest.columns || rows < smallest.rows;
  return (
    <Box flexDirection="column" width={columns} height={rows}>
      <Box display={tooSmall || locked ? "none" : "flex"}>
        {me !== undefined && (
          <Desk
            client={client}
            clock={clock}
            me={me}
            version={props.version}
            memory={memory}
            drafts={drafts}
            width={Math.max(columns, smallest.columns)}
            height={Math.max(rows, smallest.rows)}
            edit={editing}
            loginNeeded={loginNeeded}
          />
        )}
      </Box>
      {tooSmall ? (
        <TooSmall columns={columns} rows={rows} quit={() => app.exit()} />
      ) : (
        locked && (
          <Entrance
            login={me?.login ?? ""}
            reason={text(me === undefined ? "login.please" : "login.ended")}
            warning={client.readable ? text("login.readable") : ""}
            width={columns}
            height={rows}
            client={client}
            entered={async () => {
              const known = await client.me();
              const versions = compareVersions(props.version, known.version);
              if (versions.kind === "strange") throw new Error(versions.said);
              setMe(known);
              setLocked(false);
            }}
            quit={() => app.exit()}
          />
        )
      )}
    </Box>
  );
}
