/** `gotrs admin THING list|show|add|set|disable|enable` for every module of src/admin, made from its fields. */
import type { Command } from "commander";
import { type Changed, change, listEntries, showEntry } from "../../../admin/administer.ts";
import type { Values } from "../../../admin/field.ts";
import { flagOf } from "../../../admin/flag.ts";
import { type AdminModule, type Entry, oneOf, quotedKey, titleOf } from "../../../admin/module.ts";
import { lineOfValue, openValues, viewOf } from "../../../admin/shown.ts";
import { rootActor } from "../../../people/administrators.ts";
import { inColumns } from "../../columns.ts";
import type { CliCommand, Shell } from "../../command.ts";
import { differenceLines } from "./differences.ts";
import { disableAndEnable } from "./disableAndEnable.ts";
import { addFieldOptions, givenIn } from "./fieldOptions.ts";

interface Json {
  readonly json?: true;
}
type Options = Json & Readonly<Record<string, unknown>>;

/** @param further commands of its own beside those */
export function thingCommand(module: AdminModule, further?: (group: Command, shell: Shell) => void): CliCommand {
  return {
    register(admin: Command, shell: Shell) {
      const group = admin.command(module.thing).description(module.about);
      registerList(group, shell, module);
      registerChanges(group, shell, module);
      further?.(group, shell);
    },
  };
}

function registerList(group: Command, shell: Shell, module: AdminModule): void {
  group
    .command("list")
    .description(`every ${titleOf(module)}`)
    .option("--json", "print JSON")
    .action(async ({ json }: Json) => {
      const entries = await shell.withDesk((desk) => listEntries(desk, rootActor, module));
      if (json) shell.printJson({ [module.plural]: entries.map((entry) => viewOf(module, entry)) });
      else for (const line of listed(module, entries)) shell.print(line);
    });
  group
    .command("show")
    .description(`one ${titleOf(module)}`)
    .argument(argument(module))
    .option("--json", "print JSON")
    .action(async (key: string, { json }: Json) => {
      const entry = await shell.withDesk((desk) => showEntry(desk, rootActor, module, key));
      if (json) shell.printJson(viewOf(module, entry));
      else if (module.line !== undefined) shell.print(module.line(entry.values));
      else for (const line of shown(module, entry.values)) shell.print(line);
    });
}

function registerChanges(group: Command, shell: Shell, module: AdminModule): void {
  const tell = (changed: Changed, json: true | undefined): void => {
    const { id, after, revealed } = changed;
    if (json) shell.printJson({ ...viewOf(module, { id, values: after }), ...revealed });
    else for (const line of told(changed)) shell.print(line);
  };
  const adding = group
    .command("add")
    .description(`add ${oneOf(module)}`)
    .argument(argument(module));
  addFieldOptions(adding, module, true)
    .option("--json", "print JSON")
    .action(async (key: string, { json, ...options }: Options) => {
      const raw = { ...(await givenIn(module, options)), [module.key]: key };
      const where = (field: string | undefined) => {
        if (field === undefined) return undefined;
        return field === module.key ? argumentName(module) : flagOf(field);
      };
      const form = "words";
      tell(
        await shell.withDesk((desk) => change(desk, rootActor, { module, key, raw, form, mode: "add", where })),
        json,
      );
    });
  const setting = group
    .command("set")
    .description("change what is named; the rest stays")
    .argument(argument(module), "as it is now");
  addFieldOptions(setting, module, false)
    .option("--json", "print JSON")
    .action(async (key: string, { json, ...options }: Options) => {
      const raw = { ...(module.setEnables && { valid: true }), ...(await givenIn(module, options)) };
      const where = (field: string | undefined) => (field === undefined ? undefined : flagOf(field));
      const form = "words";
      tell(
        await shell.withDesk((desk) => change(desk, rootActor, { module, key, raw, form, mode: "set", where })),
        json,
      );
    });
  if (!module.canDisable) return;
  const about = { disable: "use it no more; its row stays, and what refers to it", enable: "use it again" };
  disableAndEnable(group, about, (command, valid) =>
    command
      .argument(argument(module))
      .option("--json", "print JSON")
      .action(async (key: string, { json }: Json) => {
        const given = { module, key, raw: { valid }, form: "json", mode: "set", where: () => undefined } as const;
        tell(await shell.withDesk((desk) => change(desk, rootActor, given)), json);
      }),
  );
}

/** `<name>`, `<customer-id>`. */
function argument(module: AdminModule): string {
  return `<${argumentName(module)}>`;
}

function argumentName(module: AdminModule): string {
  return flagOf(module.key).slice(2);
}

function listed(module: AdminModule, entries: readonly Entry[]): readonly string[] {
  const { line } = module;
  if (entries.length === 0) return [`There is no ${titleOf(module)}; add one: gotrs admin ${module.thing} add`];
  if (line !== undefined) return entries.map(({ values }) => line(values));
  const names = [module.key, ...module.columns];
  const rows = entries.map(({ values }) => [
    ...names.map((name) => cell(module, name, values)),
    values.valid === false ? "(disabled)" : "",
  ]);
  return inColumns([[...names.map((name) => flagOf(name).slice(2).toUpperCase()), ""], ...rows], width());
}

function cell(module: AdminModule, name: string, values: Values): string {
  const field = module.fields[name];
  return field === undefined ? "" : lineOfValue(field, values[name] ?? null);
}

function width(): number {
  return process.stdout.columns ?? 120;
}

function shown(module: AdminModule, values: Values): readonly string[] {
  const names = Object.keys(openValues(module, values));
  const wide = Math.max(...names.map((name) => flagOf(name).length - 2));
  return names.map((name) => {
    const text = cell(module, name, values);
    // A text of several lines begins below its name.
    const lines = text.trimEnd().split("\n");
    const own = lines.length === 1 ? ` ${text}` : lines.map((line) => `\n    ${line}`).join("");
    return `${flagOf(name).slice(2).padEnd(wide)} ${own}`;
  });
}

function told({ module, action, after, before, changed, notes, revealed }: Changed): readonly string[] {
  const key = quotedKey(module, String(after[module.key]));
  const secrets = Object.entries(revealed).map(([name, secret]) => `${flagOf(name).slice(2)} ${secret}`);
  const further = [...notes.map((note) => `note: ${note}`), ...secrets];
  if (module.line !== undefined) return [module.line(after), ...further];
  const title = `${titleOf(module)} ${key}`;
  switch (action) {
    case "add":
      return [`${title} added`, ...further];
    case "none":
      return [`${title}: nothing to change`, ...further];
    case "set":
      return [`${title} changed`, ...differenceLines(module, before?.values, changed), ...further];
    default:
      return [`${title} ${action}d`, ...further];
  }
}
