/** Names that the configuration relies on: they can be neither disabled nor renamed while it says them. */

import type { Settings } from "../config/settings.ts";
import { said } from "../said.ts";
import type { AdminModule, Complaint } from "./module.ts";

/** @param named a key of gotrs.yaml → the name it holds */
export function usedBySettings(
  named: (settings: Settings) => Readonly<Record<string, string | undefined>>,
): NonNullable<AdminModule["check"]> {
  return async ({ module, before, after }, { settings }) => {
    if (before === undefined) return [];
    const old = before.values[module.key];
    const [key] = Object.entries(named(settings)).find(([, value]) => value === old) ?? [];
    if (key === undefined) return [];
    const complaints: Complaint[] = [];
    const what = said`the configuration names "${String(old)}" in ${key}`;
    if (after.valid === false && before.values.valid === true) {
      complaints.push({ field: "valid", what, mend: said`Name another in ${key} first` });
    }
    if (after[module.key] !== old)
      complaints.push({ field: module.key, what, mend: said`Write the new name to ${key} first` });
    return complaints;
  };
}
