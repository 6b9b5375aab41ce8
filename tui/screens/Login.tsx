/** Asks who is there: by a password or a provider. */
import { useState } from "react";
import type { Client } from "../client/client.ts";
import { ClientError } from "../client/transport.ts";
import { Line } from "../components/Line.tsx";
import { useSignOn } from "../hooks/useSignOn.ts";
import { useTypedFields } from "../hooks/useTypedFields.ts";
import { useKeys } from "../keys/Keyboard.tsx";
import { keyFor, keysOf } from "../keys/keys.ts";
import type { Binding } from "../keys/table.ts";
import { text } from "../messages.ts";
import { Entering, Fields, hiddenSecret, Told } from "./Entering.tsx";
import { SignOnCode } from "./SignOnCode.tsx";

type Field = "login" | "password" | "code";
const labels = { login: "login.login", password: "login.password", code: "login.code" } as const;

export function Login(props: {
  readonly client: Client;
  /** A login known before. */
  readonly login: string;
  /** What was done just before; empty for nothing. */
  readonly told: string;
  /** Why it asks. */
  readonly reason: string;
  /** Empty for none. */
  readonly warning: string;
  readonly height: number;
  readonly width: number;
  /** The client knows who is there from now on. */
  readonly entered: () => Promise<void>;
  /** The password is lost. */
  readonly lost: (login: string) => void;
  readonly quit: () => void;
}) {
  const { width, client } = props;
  const entry = useTypedFields<Field>(
    { login: props.login, password: "", code: "" },
    ["login", "password"],
    props.login === "" ? "login" : "password",
  );
  const { texts, setTexts, fields, setFields, field, setField } = entry;
  const [wrong, setWrong] = useState("");
  const [asking, setAsking] = useState(false);
  const failed = (error: unknown): void => setWrong(error instanceof Error ? error.message : String(error));
  const { ways, waiting, begin, giveUp } = useSignOn(client, props.entered, failed);
  const signOn = async (): Promise<void> => {
    setWrong("");
    await begin().catch(failed);
  };
  const enter = async (): Promise<void> => {
    if (!ways.passwords) return await signOn();
    if (field === "login" || texts.login === "") {
      setField(texts.login === "" ? "login" : "password");
      return;
    }
    if (asking) return;
    setWrong("");
    setAsking(true);
    try {
      await client.logIn(texts.login, texts.password, texts.code);
      await props.entered();
    } catch (error) {
      const code = error instanceof ClientError && error.missing.includes("code");
      if (code && texts.code === "") setWrong(text("login.codeNeeded"));
      else failed(error);
      setFields(code ? ["login", "password", "code"] : ["login", "password"]);
      setField(code ? "code" : "password");
      setTexts((old) => ({ ...old, password: code ? old.password : "", code: "" }));
    } finally {
      setAsking(false);
    }
  };
  const all = keysOf("login");
  useKeys({
    layer: "login",
    bindings: all,
    run: (command) => {
      if (waiting !== undefined && command !== "quit" && command !== "signOn") return;
      switch (command) {
        case "logIn":
          return enter();
        case "nextField":
          return entry.next();
        case "signOn":
          return signOn();
        case "lostPassword":
          return ways.passwords ? props.lost(texts.login) : undefined;
        case "quit":
          return waiting === undefined ? props.quit() : giveUp();
        case "erase":
          return entry.erase();
        case "eraseStart":
          return entry.eraseAll();
      }
    },
    type: (typed) => {
      if (waiting !== undefined || !ways.passwords) return;
      setWrong("");
      entry.type(typed);
    },
  });
  return (
    <Entering {...props} bindings={waiting !== undefined ? givingUp() : ways.passwords ? all : withoutPasswords()}>
      {waiting === undefined ? (
        <Fields
          fields={(ways.passwords ? fields : []).map((name) => ({
            name,
            label: text(labels[name]),
            words: name === "password" ? hiddenSecret(texts.password) : texts[name],
          }))}
          current={field}
          width={width}
        />
      ) : (
        <SignOnCode title={waiting.title} begun={waiting.begun} width={width} />
      )}
      <Told asking={asking} wrong={wrong} good={props.told} width={width} />
      {ways.providers.length > 0 && <Line width={width} pieces={[{ text: "" }]} />}
      {waiting === undefined &&
        ways.providers.map(({ name, title }, index) => {
          const key = index === 0 ? keyFor("login", "signOn") : "  ";
          const line = `   ${text("login.signOn", { key, provider: title })}`;
          return <Line key={name} width={width} pieces={[{ text: line, meaning: "faint" }]} />;
        })}
    </Entering>
  );
}

/** All that a key does while a code is confirmed elsewhere. */
function givingUp(): readonly Binding[] {
  return keysOf("login")
    .filter(({ command }) => command === "quit")
    .map((binding) => ({ ...binding, footer: "foot.cancel" }));
}

function withoutPasswords(): readonly Binding[] {
  return keysOf("login").filter(({ command }) => command !== "lostPassword");
}
