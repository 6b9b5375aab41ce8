/** Asks who is there; over the other screens when a login has ended, which then go on as they were. */
import { Box } from "ink";
import { useState } from "react";
import { ClientError } from "../client/transport.ts";
import { fieldPieces } from "../components/Field.tsx";
import { Hints } from "../components/Footer.tsx";
import { Line } from "../components/Line.tsx";
import { useKeys } from "../keys/Keyboard.tsx";
import { keysOf } from "../keys/keys.ts";
import { text } from "../messages.ts";

type Field = "login" | "password" | "code";
const labels = { login: "login.login", password: "login.password", code: "login.code" } as const;

export function Login(props: {
  readonly where: string;
  /** A login known before. */
  readonly login: string;
  /** Why it asks. */
  readonly reason: string;
  /** Empty for none. */
  readonly warning: string;
  readonly height: number;
  readonly width: number;
  /** Rejects with what to show; with `missing` naming `code` where a second factor is asked for. */
  readonly logIn: (login: string, password: string, code: string) => Promise<void>;
  readonly quit: () => void;
}) {
  const { width, height } = props;
  const [texts, setTexts] = useState({ login: props.login, password: "", code: "" });
  const [fields, setFields] = useState<readonly Field[]>(["login", "password"]);
  const [field, setField] = useState<Field>(props.login === "" ? "login" : "password");
  const [wrong, setWrong] = useState("");
  const enter = async (): Promise<void> => {
    if (field === "login" || texts.login === "") {
      setField(texts.login === "" ? "login" : "password");
      return;
    }
    try {
      await props.logIn(texts.login, texts.password, texts.code);
    } catch (error) {
      setWrong(error instanceof Error ? error.message : String(error));
      const code = error instanceof ClientError && error.missing.includes("code");
      setFields(code ? ["login", "password", "code"] : ["login", "password"]);
      setField(code ? "code" : "password");
      setTexts((old) => ({ ...old, password: code ? old.password : "", code: "" }));
    }
  };
  const change = (how: (old: string) => string): void => setTexts((old) => ({ ...old, [field]: how(old[field]) }));
  useKeys({
    layer: "login",
    bindings: keysOf("login"),
    run: (command) => {
      switch (command) {
        case "logIn":
          return enter();
        case "nextField":
          return setField(fields[(fields.indexOf(field) + 1) % fields.length] ?? "login");
        case "quit":
          return props.quit();
        case "erase":
          return change((old) => Array.from(old).slice(0, -1).join(""));
        case "eraseStart":
          return change(() => "");
      }
    },
    type: (typed) => {
      setWrong("");
      change((old) => old + typed.replace(/[\r\n]+/g, ""));
    },
  });
  const hidden = "•".repeat(Array.from(texts.password).length);
  const shown = (name: Field): string => (name === "password" ? hidden : texts[name]);
  return (
    <Box flexDirection="column" height={height} width={width}>
      <Line width={width} inverse pieces={[{ text: ` gotrs  ${props.where}`, bold: true }]} />
      <Box height={Math.max(1, Math.floor(height / 2) - 5)} />
      <Line width={width} pieces={[{ text: `   ${props.reason}`, meaning: "title", bold: true }]} />
      <Line width={width} pieces={[{ text: props.warning === "" ? "" : `   ${props.warning}`, meaning: "alarm" }]} />
      {fields.map((name) => (
        <Line
          key={name}
          width={width}
          pieces={[
            { text: `   ${text(labels[name])}`, cells: 14, meaning: "faint" },
            ...fieldPieces(shown(name), field === name ? shown(name).length : undefined, width - 16),
          ]}
        />
      ))}
      <Line width={width} pieces={[{ text: "" }]} />
      <Line width={width} pieces={[{ text: `   ${wrong}`, meaning: "alarm", bold: true }]} />
      <Box flexGrow={1} />
      <Hints bindings={keysOf("login")} width={width} />
    </Box>
  );
}
