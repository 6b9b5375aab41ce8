/** The texts of templates/, filled in. Plain text: nothing is escaped, so never a web page. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Eta } from "eta";
import { packageRoot } from "./packageRoot.ts";

const eta = new Eta({ views: join(packageRoot, "templates"), autoEscape: false, autoTrim: false, cache: true });

/**
 * @param name path below templates/, without `.eta`
 * @returns the text without its last line end
 * @throws Error of eta when the template is missing or faulty, naming it
 */
export function fromTemplate(name: string, values: Readonly<Record<string, string | undefined>>): string {
  return eta.render(name, values).trimEnd();
}

/** A template of the installation's own. @throws Error naming the file when it cannot be read or is faulty */
export function fromTemplateFile(path: string, values: Readonly<Record<string, string | undefined>>): string {
  try {
    return eta.renderString(readFileSync(path, "utf8"), values).trimEnd();
  } catch (error) {
    throw new Error(`the template ${path} is faulty: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}
