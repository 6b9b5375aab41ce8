/** Completion for bash: commands and options by place, files where neither fits. */
import type { Place, Script } from "./words.ts";

export const bash: Script = (places) => `# gotrs completion for bash: source <(gotrs completion bash)
_gotrs() {
  local current=\${COMP_WORDS[COMP_CWORD]} place="" word words
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$place $word" in
${places
  .filter(({ path }) => path !== "")
  .map(({ path }) => `      "${path.includes(" ") ? path : ` ${path}`}") place="${path}" ;;`)
  .join("\n")}
    esac
  done
  case "$place" in
${places.map(words).join("\n")}
  esac
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
}
complete -o default -F _gotrs gotrs
`;

function words({ path, commands, options }: Place): string {
  return `    "${path}") words="${[...commands, ...options].map(({ word }) => word).join(" ")}" ;;`;
}
