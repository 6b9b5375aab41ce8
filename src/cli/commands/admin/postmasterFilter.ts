/** `gotrs admin postmaster-filter`: the filters of OTRS's table, and a dry run that tells which act on a mail. */
import type { Command } from "commander";
import { change, showEntry } from "../../../admin/administer.ts";
import { filterOf, postmasterFilter as module } from "../../../admin/modules/postmasterFilter.ts";
import type { Desk } from "../../../desk.ts";
import { Exit, UserError } from "../../../errors.ts";
import { tryFilters } from "../../../intake/filters.ts";
import { parseMail } from "../../../mail/parse.ts";
import { rawFromBuffer } from "../../../mail/rawSource.ts";
import { rootActor } from "../../../people/administrators.ts";
import { type FilterDefinition, filterDefinitions } from "../../../store/postmasterFilters.ts";
import { inColumns } from "../../columns.ts";
import type { CliCommand, Shell } from "../../command.ts";
import { readWhole } from "../../input.ts";

interface Options {
  readonly match?: readonly string[];
  readonly set?: readonly string[];
  readonly stop?: boolean;
  readonly name?: string;
  readonly trusted?: true;
  readonly json?: true;
}

const rows = [
  ["--match <rows...>", "HEADER=EXPRESSION, or HEADER!=EXPRESSION for what must not match; Body is the text"],
  ["--set <rows...>", "HEADER=VALUE; [***] is what the last match captured"],
] as const;

export const postmasterFilter: CliCommand = {
  register(admin: Command, shell: Shell) {
    const group = admin.command("postmaster-filter").description("rules that act on incoming mail by its headers");
    const tell = (filter: FilterDefinition, json: true | undefined): void => {
      if (json) shell.printJson(filter);
      else shell.print(filterText(filter));
    };
    group
      .command("list")
      .description("every filter, in the order in which they run")
      .option("--json", "print JSON")
      .action(async ({ json }: Options) => {
        const filters = await shell.withDesk(({ store }) => filterDefinitions(store.db));
        if (json) shell.printJson({ postmasterFilters: filters });
        for (const filter of json ? [] : filters) shell.print(filterText(filter));
      });
    group
      .command("show")
      .description("one filter")
      .argument("<name>")
      .option("--json", "print JSON")
      .action(async (name: string, { json }: Options) => {
        tell(await shell.withDesk((desk) => existingFilter(desk, name)), json);
      });
    const adding = group
      .command("add")
      .description("a new filter; they run in the order of their names")
      .argument("<name>")
      .option("--stop", "ask no later filter after this one has acted")
      .option("--json", "print JSON");
    const setting = group
      .command("set")
      .description("change a filter; --match and --set replace all its rows of that kind")
      .argument("<name>")
      .option("--name <name>", "its new name, which also decides when it runs")
      .option("--stop", "ask no later filter after this one has acted")
      .option("--no-stop", "ask the later filters too")
      .option("--json", "print JSON");
    for (const [flags, help] of rows) {
      adding.option(flags, help);
      setting.option(flags, help);
    }
    adding.action(async (name: string, options: Options) => {
      const filter = changed({ name, stop: false, matches: [], sets: [] }, options);
      await shell.withDesk((desk) => store(desk, filter, "add", name));
      tell(filter, options.json);
    });
    setting.action(async (name: string, options: Options) => {
      const filter = await shell.withDesk(async (desk) => {
        const next = changed(await existingFilter(desk, name), options);
        await store(desk, next, "set", name);
        return next;
      });
      tell(filter, options.json);
    });
    group
      .command("disable")
      .description("take a filter away, for OTRS's table knows no disabled ones; tells how to bring it back")
      .argument("<name>")
      .option("--json", "print JSON")
      .action(async (name: string, { json }: Options) => {
        const filter = await shell.withDesk(async (desk) => {
          const existing = await existingFilter(desk, name);
          const given = { module, key: name, raw: { valid: false }, form: "json", mode: "set" } as const;
          await change(desk, rootActor, { ...given, where: () => undefined });
          return existing;
        });
        if (json) shell.printJson(filter);
        else shell.print(`filter "${name}" is gone; bring it back with\n${addCommand(filter)}`);
      });
    registerTest(group, shell);
  },
};

async function existingFilter(desk: Desk, name: string): Promise<FilterDefinition> {
  return filterOf((await showEntry(desk, rootActor, module, name)).values);
}

async function store(desk: Desk, filter: FilterDefinition, mode: "add" | "set", key: string): Promise<void> {
  await change(desk, rootActor, { module, key, raw: { ...filter }, form: "json", mode, where: () => undefined });
}

function registerTest(group: Command, shell: Shell): void {
  group
    .command("test")
    .description("tell which filters would act on a mail and why; nothing is stored")
    .argument("<file>", "the raw message, or - for standard input")
    .option("--trusted", "as if the road were trusted: its own X-OTRS- headers are there, too")
    .option("--json", "print JSON")
    .action(async (file: string, { trusted, json }: Options) => {
      const raw = rawFromBuffer(await readWhole(file));
      const mail = await parseMail(raw);
      const incoming = { raw, road: "pipe", envelope: { from: undefined, to: [] }, trusted: trusted ?? false } as const;
      const { results, problems } = await shell.withDesk((desk) => tryFilters(desk, incoming, mail));
      if (json) shell.printJson({ filters: results, problems });
      else if (results.length === 0) shell.print("there is no postmaster filter");
      else shell.print(inColumns([["FILTER", "SAW", "DECIDED"], ...results.map(resultRow)], columns()).join("\n"));
    });
}

function resultRow({
  name,
  acts,
  saw,
  sets,
}: Awaited<ReturnType<typeof tryFilters>>["results"][number]): readonly string[] {
  return [name, saw, acts ? `sets ${sets.map(([key, value]) => `${key}: ${value}`).join("; ")}` : "does not act"];
}

function columns(): number {
  return process.stdout.columns ?? 120;
}

function changed(filter: FilterDefinition, { match, set, stop, name }: Options): FilterDefinition {
  return {
    name: name ?? filter.name,
    stop: stop ?? filter.stop,
    matches: match?.map(matchRow) ?? filter.matches,
    sets: set?.map(setRow) ?? filter.sets,
  };
}

function matchRow(text: string): FilterDefinition["matches"][number] {
  const [, key, not, value] = /^([^=!]+?)\s*(!?)=\s*(.*)$/s.exec(text) ?? [];
  if (key === undefined || value === undefined) throw malformed("--match", text, "From=EXPRESSION or From!=EXPRESSION");
  return { key: key.trim(), value, not: not === "!" };
}

function setRow(text: string): FilterDefinition["sets"][number] {
  const [, key, value] = /^([^=]+?)\s*=\s*(.*)$/s.exec(text) ?? [];
  if (key === undefined || value === undefined) throw malformed("--set", text, "X-OTRS-Queue=NAME");
  return { key: key.trim(), value };
}

function malformed(where: string, text: string, form: string): UserError {
  return new UserError(`"${text}" has no "="`, { where, mend: `Write ${form}`, exit: Exit.usage });
}

function filterText({ name, stop, matches, sets }: FilterDefinition): string {
  return [
    `${name}${stop ? "  (stops)" : ""}`,
    ...matches.map(({ key, value, not }) => `  match ${key}${not ? "!=" : "="}${value}`),
    ...sets.map(({ key, value }) => `  set   ${key}=${value}`),
  ].join("\n");
}

/** A line for the shell that makes the filter anew. */
function addCommand({ name, stop, matches, sets }: FilterDefinition): string {
  const words = [
    ...matches.flatMap(({ key, value, not }) => ["--match", quoted(`${key}${not ? "!=" : "="}${value}`)]),
    ...sets.flatMap(({ key, value }) => ["--set", quoted(`${key}=${value}`)]),
    ...(stop ? ["--stop"] : []),
  ];
  return `gotrs admin postmaster-filter add ${quoted(name)} ${words.join(" ")}`;
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
