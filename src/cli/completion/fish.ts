/** Completion for fish: one line a command or option, shown where it fits. */
import type { Script, Word } from "./words.ts";

export const fish: Script = (places) => `# gotrs completion for fish: gotrs completion fish | source
function __gotrs_place
  set -l place ""
  for word in (commandline -opc)[2..]
    switch "$place $word"
${places
  .filter(({ path }) => path !== "")
  .map(({ path }) => `      case "${path.includes(" ") ? path : ` ${path}`}"\n        set place "${path}"`)
  .join("\n")}
    end
  end
  test "$place" = "$argv[1]"
end
${places
  .flatMap(({ path, commands, options }) => [
    ...commands.map((one) => `complete -c gotrs -f -n '__gotrs_place "${path}"' -a ${one.word} -d ${quoted(one)}`),
    ...options.map((one) => `complete -c gotrs -n '__gotrs_place "${path}"' -l ${one.word.slice(2)} -d ${quoted(one)}`),
  ])
  .join("\n")}
`;

function quoted({ description }: Word): string {
  return `'${description.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
