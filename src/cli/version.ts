/** The version of this package, as package.json says. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../packageRoot.ts";

export const version: string = JSON.parse(readFileSync(join(packageRoot, "package.json"), "utf8")).version;
