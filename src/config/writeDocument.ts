/** `npm run docs`: writes docs/configuration.md. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../packageRoot.ts";
import { configurationPage } from "./document.ts";

writeFileSync(join(packageRoot, "docs", "configuration.md"), configurationPage());
