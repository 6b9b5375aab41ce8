/** `gotrs admin web-service`: what other programs ask of the helpdesk and it of them, in OTRS's own form. Each form it had is kept. */
import { createHash, randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { toDbTime } from "../../clock.ts";
import { insertCells } from "../../store/adminRows.ts";
import type { Field } from "../field.ts";
import { name } from "../ordinary.ts";
import { tableModule } from "../table.ts";
import { emptySecrets, masked, unmasked, webServiceConfig, webServiceFields } from "../webServiceConfig.ts";
import { yamlText } from "../yaml.ts";

const configuration: Field<"config"> = {
  kind: "structure",
  about:
    'OTRS\'s configuration: {"Debugger":{"DebugThreshold":"error"},"Provider":{"Transport":{"Type":"HTTP::REST"}}}; (secret) stays as it is',
  schema: webServiceConfig,
  inner: webServiceFields,
  required: true,
  mask: masked,
  lacking: emptySecrets,
  at: { column: "config", as: "yaml" },
};

export const webService = tableModule({
  thing: "web-service",
  plural: "webServices",
  about: "what other programs ask of the helpdesk, and it of them",
  table: "gi_webservice_config",
  columns: [],
  fields: { name: name("also in the address of the service"), configuration },
  async prepare(given, { before }) {
    const wanted = given.configuration;
    if (wanted === undefined) return { given, complaints: [] };
    const whole = unmasked(wanted, before?.configuration ?? null);
    return { given: { ...given, configuration: whole }, complaints: [] };
  },
  async follow({ tx, codec, now, userId }, id, { before, after }) {
    const value = after.configuration ?? null;
    if (isDeepStrictEqual(value, before?.values.configuration ?? null)) return;
    const time = toDbTime(now);
    await insertCells(tx, "gi_webservice_config_history", {
      config_id: id,
      config: codec.fromText(yamlText(value)),
      // OTRS wants it to be unique, also of a form that was there before.
      config_md5: createHash("md5").update(randomUUID()).digest("hex"),
      create_time: time,
      create_by: userId,
      change_time: time,
      change_by: userId,
    });
  },
});
