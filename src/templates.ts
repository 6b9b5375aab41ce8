/** The texts of templates/, filled in. Plain text: nothing is escaped, so never a web page. */
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
