/** A form as rows of the screen: a line for each field, and below it what is wrong with it. Pure. */

import type { ThingField } from "../client/administration.ts";
import type { Piece } from "../components/Line.tsx";
import { keyFor } from "../keys/keys.ts";
import { isMessageKey, text } from "../messages.ts";
import { aboutFixed, aboutInForm, formOfText } from "../pages/adminWords.ts";
import { withColon } from "../text/colon.ts";
import { hiddenMark } from "../text/marks.ts";
import { safeLine, widestOf } from "../text/safe.ts";
import { wrap } from "../text/wrap.ts";
import { isLinear } from "../theme.ts";
import { type Form, heldIn, isChanged, isFixed, toBeMade } from "./form.ts";
import { opensForm } from "./levels.ts";
import { wordsOf } from "./values.ts";

export interface FormRow {
  /** Index of the field that it belongs to. */
  readonly field: number;
  readonly pieces: readonly Piece[];
  /** What is wrong with it, which no cursor stands on. */
  readonly isFault: boolean;
}

/** From so many columns what the fields are about has room beside them. */
const wide = 100;

export function rowsOf(form: Form, width: number): readonly FormRow[] {
  const { thing, faults } = form;
  const nameCells = Math.min(widestOf(thing.fields.map(({ name }) => name)), Math.floor(width / 3));
  return thing.fields.flatMap((field, index): readonly FormRow[] => {
    const line = { field: index, pieces: piecesOf(form, field, nameCells, width), isFault: false };
    const fault = faults[field.name];
    return fault === undefined ? [line] : [line, ...faultRows(fault, index, nameCells + 5, width)];
  });
}

function piecesOf(form: Form, field: ThingField, nameCells: number, width: number): readonly Piece[] {
  const changed = isChanged(form, field.name);
  const linear = isLinear();
  const { words, faint } = shownValue(form, field);
  const rest = width - nameCells - 5;
  const valueCells = width < wide ? rest : Math.max(20, Math.min(50, Math.floor(rest * 0.45)));
  const name: readonly Piece[] = [
    { text: field.name, cells: nameCells, bold: changed, label: true },
    { text: "", cells: 2 },
    { text: words, cells: valueCells, meaning: faint ? "faint" : undefined, bold: changed },
  ];
  if (linear) {
    return [
      ...name,
      { text: field.required ? text("form.isNeeded") : "" },
      { text: changed ? text("form.isChanged") : "" },
    ];
  }
  return [
    { text: changed ? " ●" : "  ", cells: 2, meaning: "fresh" },
    { text: field.required ? "*" : " ", cells: 1, meaning: "alarm" },
    ...name,
    ...(width < wide ? [] : [{ text: `  ${aboutInForm(field)}`, meaning: "faint" as const }]),
  ];
}

export function faultRows(fault: string, field: number, indent: number, width: number): readonly FormRow[] {
  if (isLinear()) return [{ field, isFault: true, pieces: [{ text: `! ${safeLine(fault)}` }] }];
  const lines = wrap(safeLine(fault), Math.max(20, width - indent - 2));
  return lines.map((line, index) => ({
    field,
    isFault: true,
    pieces: [{ text: `${" ".repeat(indent - 2)}${index === 0 ? "! " : "  "}${line}`, meaning: "alarm" }],
  }));
}

/** Secrets are never shown; what nobody gave is told as what becomes of it. */
function shownValue(form: Form, field: ThingField): { readonly words: string; readonly faint: boolean } {
  const value = heldIn(form, field.name);
  if (value === toBeMade) return { words: text("form.toBeMade"), faint: false };
  if (field.kind === "secret") {
    if (typeof value === "string") return { words: hiddenMark().repeat(Math.min(value.length, 12)), faint: false };
    return { words: unseenWords(form, field), faint: true };
  }
  const words = wordsOf(field, value);
  if (words !== "") return { words, faint: isFixed(form, field) };
  const byItself = form.key === undefined && field.presumed === true;
  return { words: byItself ? text("form.byItself") : "–", faint: true };
}

function unseenWords({ key }: Form, { generated }: ThingField): string {
  if (key !== undefined) return text("form.hidden");
  return generated === true ? text("form.toBeMade") : "–";
}

/** All there is to know of a field, for the lines below the form. */
export function toldOf(form: Form, field: ThingField): string {
  const { required, min, max, unit } = field;
  const about = aboutInForm(field);
  const range = min === undefined || max === undefined ? "" : text("form.from", { min, max });
  return [
    about === "" ? field.name : withColon(field.name, about),
    formOfText(field),
    isFixed(form, field) ? text("form.fixed", { why: aboutFixed(field) }) : required ? text("form.isNeeded") : "",
    [range, unitInWords(unit)].filter((part) => part !== "").join(" "),
    opensForm(form, field) ? text("form.opens", { key: keyFor("form", "inEditor") }) : "",
  ]
    .filter((part) => part !== "")
    .join(" · ");
}

function unitInWords(unit = ""): string {
  const key = `unit.${unit}`;
  return isMessageKey(key) ? text(key) : unit;
}

/** For `/`: what a field's line says. */
export function findable(form: Form, field: ThingField): string {
  return `${field.name} ${shownValue(form, field).words} ${aboutInForm(field)}`;
}
