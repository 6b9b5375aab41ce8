/** The fields of a screen before the desk, each written at its end: what stands in them, and which has the cursor. */
import { useState } from "react";

export function useTypedFields<Field extends string>(
  start: Readonly<Record<Field, string>>,
  shown: readonly Field[],
  at: Field,
) {
  const [texts, setTexts] = useState(start);
  const [fields, setFields] = useState(shown);
  const [field, setField] = useState(at);
  const change = (how: (old: string) => string): void => setTexts((old) => ({ ...old, [field]: how(old[field]) }));
  return {
    ...{ texts, setTexts, fields, setFields, field, setField },
    next: (): void => setField(fields[(fields.indexOf(field) + 1) % fields.length] ?? field),
    erase: (): void => change((old) => Array.from(old).slice(0, -1).join("")),
    eraseAll: (): void => change(() => ""),
    type: (typed: string): void => change((old) => old + typed.replace(/[\r\n]+/g, "")),
  };
}
