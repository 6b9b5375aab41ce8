/** Asks who is there; over the other screens when a login has ended, which then go on as they were. */
import { Box } from "ink";
import { useState } from "react";
import type { Client } from "../client/client.ts";
import { ClientError } from "../client/transport.ts";
import { fieldPieces } from "../components/Field.tsx";
import { Hints } from "../components/Footer.tsx";
import { Line } from "../components/Line.tsx";
import { useSignOn } from "../hooks/useSignOn.ts";
import { useKeys } from "../keys/Keyboard.tsx";
import { shown as keyShown, keysOf } from "../keys/keys.ts";
import { text } from "../messages.ts";
import { widestOf } from "../text/safe.ts";
import { SignOnCode } from "./SignOnCode.tsx";

type Field = "login" | "password" | "code";
const labels = { login: "login.login", password: "login.password", code: "login.code" } as const;

export function Login(props: {
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
  const { width, height, client } = props;
  const [texts, setTexts] = useState({ login: props.login, password: "", code: "" });
  const [fields, setFields] = useState<readonly Field[]>(["login", "password"]);
  const [field, setField] = useState<Field>(props.login === "" ? "login" : "password");
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
      failed(error);
      const code = error instanceof ClientError && error.missing.includes("code");
      setFields(code ? ["login", "password", "code"] : ["login", "password"]);
      setField(code ? "code" : "password");
      setTexts((old) => ({ ...old, password: code ? old.password : "", code: "" }));
    } finally {
      setAsking(false);
    }
  };
  const change = (how: (old: string) => string): void => setTexts((old) => ({ ...old, [field]: how(old[field]) }));
  useKeys({
    layer: "login",
    bindings: keysOf("login"),
    run: (command) => {
      if (waiting !== undefined && command !== "quit" && command !== "signOn") return;
      switch (command) {
        case "logIn":
          return enter();
        case "nextField":
          return setField(fields[(fields.indexOf(field) + 1) % fields.length] ?? "login");
        case "signOn":
          return signOn();
        case "quit":
          return waiting === undefined ? props.quit() : giveUp();
        case "erase":
          return change((old) => Array.from(old).slice(0, -1).join(""));
        case "eraseStart":
          return change(() => "");
      }
    },
    type: (typed) => {
      if (waiting !== undefined || !ways.passwords) return;
      setWrong("");
      change((old) => old + typed.replace(/[\r\n]+/g, ""));
    },
  });
  const hidden = "•".repeat(Array.from(texts.password).length);
  return (
    <Box flexDirection="column" height={height} width={width}>
      <Line width={width} inverse pieces={[{ text: ` gotrs  ${client.where}`, bold: true }]} />
      <Box height={Math.max(1, Math.floor(height / 2) - 5)} />
      <Line width={width} pieces={[{ text: `   ${props.reason}`, meaning: "title", bold: true }]} />
      <Line width={width} pieces={[{ text: props.warning === "" ? "" : `   ${props.warning}`, meaning: "alarm" }]} />
      {waiting === undefined ? (
        <Fields
          fields={ways.passwords ? fields : []}
          current={field}
          texts={{ ...texts, password: hidden }}
          width={width}
        />
      ) : (
        <SignOnCode title={waiting.title} begun={waiting.begun} width={width} />
      )}
      <Line width={width} pieces={[{ text: "" }]} />
      <Line
        width={width}
        pieces={[
          asking ? { text: `   ${text("login.asking")}` } : { text: `   ${wrong}`, meaning: "alarm", bold: true },
        ]}
      />
      {waiting === undefined &&
        ways.providers.map(({ name, title }, index) => {
          const [binding] = keysOf("login").filter(({ command }) => command === "signOn");
          const key = index === 0 ? keyShown(binding?.keys[0] ?? "") : "  ";
          const line = `   ${text("login.signOn", { key, provider: title })}`;
          return <Line key={name} width={width} pieces={[{ text: line, meaning: "faint" }]} />;
        })}
      <Box flexGrow={1} />
      <Hints bindings={keysOf("login")} width={width} />
    </Box>
  );
}

function Fields(props: {
  readonly fields: readonly Field[];
  readonly current: Field;
  readonly texts: Readonly<Record<Field, string>>;
  readonly width: number;
}) {
  const { fields, current, texts, width } = props;
  const labelCells = Math.max(14, widestOf(Object.values(labels).map((label) => text(label))) + 4);
  return fields.map((name) => (
    <Line
      key={name}
      width={width}
      pieces={[
        { text: `   ${text(labels[name])}`, cells: labelCells, meaning: "faint" },
        ...fieldPieces(texts[name], current === name ? texts[name].length : undefined, width - labelCells - 2),
      ]}
    />
  ));
}
