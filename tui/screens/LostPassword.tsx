/** A new password for a lost one: a code by mail, and with it the new password. Says of no login whether it is one. */
import { useState } from "react";
import type { Client } from "../client/client.ts";
import { ClientError } from "../client/transport.ts";
import { useTypedFields } from "../hooks/useTypedFields.ts";
import { useKeys } from "../keys/Keyboard.tsx";
import { keysOf } from "../keys/keys.ts";
import { type MessageKey, text } from "../messages.ts";
import { Entering, Fields, hiddenSecret, Told } from "./Entering.tsx";

const labels = {
  login: "login.login",
  code: "lost.code",
  fresh: "lost.new",
  again: "lost.again",
} as const satisfies Readonly<Record<string, MessageKey>>;
type Field = keyof typeof labels;

const first: readonly Field[] = ["login"];
const second: readonly Field[] = ["code", "fresh", "again"];

export function LostPassword(props: {
  readonly client: Client;
  readonly login: string;
  /** Empty for none. */
  readonly warning: string;
  readonly height: number;
  readonly width: number;
  /** @param done there is a new password */
  readonly back: (login: string, done: boolean) => void;
  readonly quit: () => void;
}) {
  const { client, width } = props;
  const entry = useTypedFields<Field>({ login: props.login, code: "", fresh: "", again: "" }, first, "login");
  const { texts, setTexts, fields, setFields, field, setField } = entry;
  const [told, setTold] = useState(text("lost.whose"));
  const [wrong, setWrong] = useState("");
  const [asking, setAsking] = useState(false);
  const toCode = (words: string): void => {
    setTold(words);
    setFields(second);
    setField("code");
  };
  const ask = async (): Promise<void> => {
    await client.askForCode(texts.login);
    toCode(text("lost.sent", { login: texts.login.trim() }));
  };
  const unlike = (why: string, at: Field): void => {
    setWrong(why);
    setTexts((old) => ({ ...old, fresh: "", again: "" }));
    setField(at);
  };
  const replace = async (): Promise<void> => {
    if (texts.again !== texts.fresh) return unlike(text("lost.notTheSame"), "fresh");
    await client.replaceLostPassword(texts.code, texts.fresh);
    props.back(texts.login.trim(), true);
  };
  const goOn = async (): Promise<void> => {
    const empty = fields.find((name) => texts[name] === "");
    if (empty !== undefined) return setField(empty);
    if (field !== fields.at(-1)) return setField(fields[fields.indexOf(field) + 1] ?? "login");
    if (asking) return;
    setWrong("");
    setAsking(true);
    try {
      await (fields === first ? ask() : replace());
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      // A code that is none is typed again, a password that is not good enough too.
      if (fields === first) setWrong(why);
      else unlike(why, error instanceof ClientError && error.failure === "login" ? "code" : "fresh");
    } finally {
      setAsking(false);
    }
  };
  const bindings = keysOf("lostPassword").filter(({ command }) => command !== "haveCode" || fields === first);
  useKeys({
    layer: "login",
    bindings,
    run: (command) => {
      switch (command) {
        case "goOn":
          return goOn();
        case "nextField":
          return entry.next();
        case "haveCode":
          return toCode("");
        case "back":
          return props.back(texts.login, false);
        case "quit":
          return props.quit();
        case "erase":
          return entry.erase();
        case "eraseStart":
          return entry.eraseAll();
      }
    },
    type: (typed) => {
      setWrong("");
      entry.type(typed);
    },
  });
  return (
    <Entering {...props} reason={text("lost.title")} bindings={bindings}>
      <Fields
        fields={fields.map((name) => ({
          name,
          label: text(labels[name]),
          words: name === "fresh" || name === "again" ? hiddenSecret(texts[name]) : texts[name],
        }))}
        current={field}
        width={width}
      />
      <Told asking={asking} wrong={wrong} good={told} width={width} />
    </Entering>
  );
}
