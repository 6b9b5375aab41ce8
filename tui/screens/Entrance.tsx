/**
 * What stands before the desk until somebody is known; over the other screens when a login has ended, which then go on as
 * they were.
 */
import { useState } from "react";
import type { Client } from "../client/client.ts";
import { text } from "../messages.ts";
import { Login } from "./Login.tsx";
import { LostPassword } from "./LostPassword.tsx";

export function Entrance(props: {
  readonly client: Client;
  /** A login known before. */
  readonly login: string;
  /** Why it asks. */
  readonly reason: string;
  /** Empty for none. */
  readonly warning: string;
  readonly height: number;
  readonly width: number;
  /** The client knows who is there from now on. */
  readonly entered: () => Promise<void>;
  readonly quit: () => void;
}) {
  const [login, setLogin] = useState(props.login);
  const [lost, setLost] = useState(false);
  const [told, setTold] = useState("");
  const back = (whose: string, done: boolean): void => {
    setLogin(whose);
    setTold(done ? text("lost.done") : "");
    setLost(false);
  };
  if (lost) return <LostPassword {...props} login={login} back={back} />;
  return (
    <Login
      {...props}
      login={login}
      told={told}
      lost={(whose) => {
        setLogin(whose);
        setLost(true);
      }}
    />
  );
}
