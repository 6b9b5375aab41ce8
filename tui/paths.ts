/** How the path of a file may go on: names of the folder that was typed so far. */
import { readdirSync } from "node:fs";
import { absolute } from "./files.ts";
import type { Completion } from "./text/searchWords.ts";

const most = 50;

/** @returns what a prompt completes with; each folder is read once */
export function pathCompleter(): (before: string) => readonly Completion[] {
  const known = new Map<string, readonly string[]>();
  return (before) => {
    const [folder = "", start = ""] = /^(.*\/)?([^/]*)$/su.exec(before)?.slice(1) ?? [];
    const names = known.get(folder) ?? namesIn(folder === "" ? "." : folder);
    known.set(folder, names);
    return names
      .filter((name) => name.startsWith(start) && name !== start && (start !== "" || !name.startsWith(".")))
      .slice(0, most)
      .map((name) => ({ label: name, text: `${folder}${name}` }));
  };
}

/** Folders end with a slash. */
function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(absolute(folder), { withFileTypes: true })
      .map((entry) => `${entry.name}${entry.isDirectory() ? "/" : ""}`)
      .toSorted();
  } catch {
    // What is wrong with the path is told when it is used.
    return [];
  }
}
