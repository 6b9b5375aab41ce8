/** The options of a command from the fields of a module, and what was given with them. */
import { basename } from "node:path";
import type { Command } from "commander";
import type { Described, Field } from "../../../admin/field.ts";
import { flagOf } from "../../../admin/flag.ts";
import type { AdminModule } from "../../../admin/module.ts";
import { generatingOption } from "../../../admin/shown.ts";
import { readSecret, readWhole } from "../../input.ts";

/** So many that a list may have are told. */
const mostChoices = 12;

/** @param isNew for `add`, whose argument is the key and which has defaults */
export function addFieldOptions(command: Command, module: AdminModule, isNew: boolean): Command {
  for (const [name, field] of Object.entries(module.fields)) {
    if (name === "valid" || (isNew && name === module.key)) continue;
    const before = command.options.length;
    addOption(command, flagOf(name), field, helpOf(field, isNew, name === module.key));
    // Who tries to change what stays is told why, not that there is no such option.
    if (!isNew && field.fixed !== undefined) for (const option of command.options.slice(before)) option.hideHelp();
  }
  return command;
}

function addOption(command: Command, flag: string, field: Field, help: string): void {
  switch (field.kind) {
    case "boolean":
      command.option(flag, help).option(`--no-${flag.slice(2)}`, "the opposite");
      return;
    case "references":
      command.option(`${flag} <names...>`, `${help}; "" for none`);
      return;
    case "grants":
      command.option(`${flag} <group=keys...>`, `${help}; "" for none`);
      return;
    case "secret":
      command
        .option(`${flag}-file <file>`, `${help}: the first line of a file; - is standard input`)
        .option(`${flag} <text>`, "seen by everybody on this machine while the command runs");
      if (field.generated) command.option(`--generate-${flag.slice(2)}`, "make one at random, and print it once");
      return;
    case "longText":
      command.option(`${flag} <text>`, help).option(`${flag}-file <file>`, "read it from a file; - is standard input");
      return;
    case "file":
      command.option(`${flag} <file>`, help);
      return;
    case "structure":
      if (field.list) command.option(`${flag} <words...>`, `${help}; "" for none`);
      else
        command
          .option(`${flag} <json>`, help)
          .option(`${flag}-file <file>`, "read it from a file; - is standard input");
      return;
    default:
      command.option(`${flag} <${placeholder(field)}>`, help);
  }
}

function placeholder(field: Field): string {
  switch (field.kind) {
    case "integer":
      return field.unit ?? "number";
    case "reference":
      return field.to;
    case "choice":
      return "choice";
    case "email":
      return "address";
    default:
      return "text";
  }
}

function helpOf(field: Field, isNew: boolean, isKey: boolean): string {
  const choices = choicesOf(field);
  const keys = field.kind === "grants" ? `; keys are ${field.keys.join(", ")}` : "";
  const inner = field.kind === "structure" ? Object.entries(field.inner?.fields ?? {}) : [];
  const parts =
    inner.length === 0 ? "" : `; made of ${inner.map(([name, part]) => `${name}${choicesOf(part)}`).join(", ")}`;
  const { default: value } = field;
  const isShown = field.kind !== "boolean" && (typeof value !== "object" || Array.isArray(value));
  const standard = isNew && isShown && value !== undefined && value !== "";
  const needed = isNew && field.required && value === undefined ? "; has to be given" : "";
  return `${isKey ? "a new name, " : ""}${field.about}${choices}${keys}${parts}${standard ? ` (default ${String(value)})` : ""}${needed}`;
}

/** Of a list of texts as well, while it is no longer than a help can be. */
function choicesOf(field: Described): string {
  const choices = "choices" in field ? (field.choices ?? []) : [];
  const told = choices.length === 0 || (field.kind === "structure" && choices.length > mostChoices);
  return told ? "" : ` (${choices.join(", ")})`;
}

/** What was given, by field, as src/admin/parse.ts reads words. @throws UserError for a file that cannot be read */
export async function givenIn(
  module: AdminModule,
  options: Readonly<Record<string, unknown>>,
): Promise<Readonly<Record<string, unknown>>> {
  const raw: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(module.fields)) {
    const value = options[optionName(name)];
    const file = options[`${optionName(name)}File`];
    if (typeof file === "string") {
      raw[name] = field.kind === "secret" ? await readSecret(file) : (await readWhole(file)).toString("utf8");
    } else if (field.kind === "file" && typeof value === "string") {
      raw[name] = (await readWhole(value)).toString("base64");
      if (module.fields.filename !== undefined && options.filename === undefined && value !== "-") {
        raw.filename = basename(value);
      }
    } else if (value !== undefined) raw[name] = value;
    const generate = generatingOption(name);
    if (field.kind === "secret" && options[generate] === true) raw[generate] = true;
  }
  return raw;
}

/** As commander names it. */
function optionName(name: string): string {
  return flagOf(name)
    .slice(2)
    .replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}
