/** What is wrong with a form: what can be seen before the daemon is asked, and what that has said. Pure. */
import type { FieldFault } from "../../src/api/problem.ts";
import { faultOf } from "./checks.ts";
import { type Form, heldIn, isChanged } from "./form.ts";
import { judgedRows, withPlacedFault, withRowForms } from "./rowForms.ts";

/** With all that can be seen to be wrong before the daemon is asked. */
export function checked(form: Form): Form {
  const isNew = form.key === undefined;
  let looked: Form = { ...form, faults: {} };
  for (const field of form.thing.fields) {
    const { name } = field;
    if (!isNew && !isChanged(form, name)) continue;
    if (form.inner[name] !== undefined) looked = withRowForms(looked, field, judgedRows(form, field, checked));
    const fault = faultOf(field, heldIn(form, name), isNew);
    if (fault !== undefined) looked = { ...looked, faults: { ...looked.faults, [name]: fault } };
  }
  return looked;
}

/** With what the daemon found wrong; of a field that the form does not have, at the one that names the entry. */
export function refused(form: Form, faults: readonly FieldFault[]): Form {
  const { fields, key } = form.thing;
  const told: Record<string, string> = {};
  for (const fault of faults) {
    const name = fields.find((one) => one.name === fault.field)?.name ?? key;
    const words = inWords(fault);
    told[name] = told[name] === undefined ? words : `${told[name]}. ${words}`;
  }
  const whole: Form = { ...form, faults: told };
  return faults.reduce(
    (before, { field, within = [] }) =>
      within.reduce(
        (next, part) => (field === null ? next : withPlacedFault(next, field, part.path, inWords(part))),
        before,
      ),
    whole,
  );
}

function inWords({ what, mend }: Pick<FieldFault, "what" | "mend">): string {
  return mend === null ? what : `${what}. ${mend}`;
}

/** Indexes of the fields that are wrong. */
export function wrongFields({ thing, faults }: Form): readonly number[] {
  return thing.fields.flatMap(({ name }, index) => (faults[name] === undefined ? [] : [index]));
}
