/** Completion for zsh: commands and options by place with their descriptions, files where neither fits. */
import type { Place, Script, Word } from "./words.ts";

export const zsh: Script = (places) => `#compdef gotrs
# gotrs completion for zsh: source <(gotrs completion zsh), or save it as _gotrs in a folder of $fpath
_gotrs() {
  local place="" word
  local -a words_here
  for word in "\${(@)words[2,CURRENT-1]}"; do
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
  _describe gotrs words_here || _files
}
compdef _gotrs gotrs
`;

function words({ path, commands, options }: Place): string {
  return `    "${path}") words_here=(${[...commands, ...options].map(quoted).join(" ")}) ;;`;
}

function quoted({ word, description }: Word): string {
  return `'${word}:${description.replaceAll("'", "'\\''").replaceAll(":", "\\:")}'`;
}
