/** Where this package lies, so that schema/ and templates/ are found from source and from dist/ alike. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

function find(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json"))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error("no package.json above the program");
    folder = parent;
  }
  return folder;
}

export const packageRoot: string = find();
