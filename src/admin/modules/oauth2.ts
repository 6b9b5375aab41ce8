/** `gotrs admin oauth2`: how tokens are got for mail accounts and servers that take no password. The tokens are no field. */

import { z } from "zod";
import { providers } from "../../oauth2/providers.ts";
import {
  anyTenant,
  editedSettings,
  hasTenant,
  type OAuth2Settings,
  optionsOf,
  settingsIn,
} from "../../oauth2/settings.ts";
import { writeTokenConfig } from "../../oauth2/tokenConfig.ts";
import { said } from "../../said.ts";
import { addTokenConfig, changeTokenConfig, tokenConfigs } from "../../store/oauth2Tokens.ts";
import { type Field, inRows, type Value, type Values } from "../field.ts";
import type { AdminModule, Complaint, Preparing } from "../module.ts";
import { usedBySettings } from "../settingsThatName.ts";

const text = (max: number, about: string): Field => ({ kind: "text", about, max, at: inRows });
const usedByOutbound = usedBySettings(({ outbound }) => ({
  "outbound.oauth2": outbound.oauth2,
  ...Object.fromEntries(outbound.routes.map(({ name, oauth2 }) => [`outbound.routes (${name})`, oauth2])),
}));

export const oauth2: AdminModule = {
  thing: "oauth2",
  plural: "oauth2Settings",
  about: "OAuth2 settings, for mail accounts that take no password",
  key: "name",
  canDisable: true,
  ownCommand: true,
  columns: ["provider", "clientId"],
  target: { table: "oauth2_token_config", id: "id", name: "name" },
  fields: {
    name: { ...text(250, "what mail accounts and routes call it"), required: true },
    provider: {
      kind: "choice",
      about: "who gives the tokens; microsoft-app needs nobody's login; other: as its addresses say",
      choices: [...Object.keys(providers), "other"],
      required: true,
      at: inRows,
    },
    tenant: text(200, `Microsoft's directory id or domain; ${anyTenant} when left out`),
    clientId: { ...text(250, "as the provider shows it"), required: true },
    clientSecret: {
      kind: "secret",
      about: "the application's secret",
      max: 1000,
      needed: ({ provider }) => provider === "microsoft-app",
      at: inRows,
    },
    scope: text(1000, "instead of the provider's usual one"),
    tokenUrl: text(1000, "instead of the provider's, for another one that works alike"),
    authorizationUrl: text(1000, "the same for the browser's address"),
    parameters: {
      kind: "structure",
      about: 'what else the browser\'s address says, for other providers: {"prompt":"consent"}',
      schema: z.record(z.string().min(1), z.string()),
      inner: {
        keys: ["name"],
        bare: "value",
        fields: {
          name: { kind: "text", about: "the parameter, such as prompt", max: 200, required: true },
          value: { kind: "text", about: "what the address says for it", max: 1000, default: "" },
        },
      },
      at: inRows,
    },
    valid: { kind: "boolean", about: "whether tokens are got by it", default: true, at: inRows },
  },
  rows: {
    async read({ db }) {
      return (await tokenConfigs(db)).map(({ id, name, config, valid }) => ({
        id,
        values: { name, ...valuesOf(settingsIn(config)), valid },
      }));
    },
    async insert({ tx, now, userId }, values) {
      const config = writeTokenConfig(optionsOf(settingsOf(values)));
      const id = await addTokenConfig(tx, { name: String(values.name), config }, now, userId);
      if (values.valid === false) await changeTokenConfig(tx, id, { valid: false }, now, userId);
      return id;
    },
    async update({ tx, now, userId }, id, changed, before) {
      const row = (await tokenConfigs(tx)).find((one) => one.id === id);
      if (row === undefined) throw new Error(`OAuth2 settings ${id} are gone while they were changed`);
      const { name, valid, ...settings } = changed;
      const change = {
        ...(name !== undefined && { name: String(name) }),
        ...(valid !== undefined && { valid: valid === true }),
        ...(Object.keys(settings).length > 0 && {
          config: editedSettings(row.config, settingsOf({ ...before, ...changed })),
        }),
      };
      await changeTokenConfig(tx, row.id, change, now, userId);
    },
    async relate() {},
  },
  prepare: async (given, { before }) => ({
    given: spelledOut(given, before),
    complaints: [...addressFaults(given), ...tenantFaults(given, before)],
  }),
  check: async (planned, asking) => [...lacking(planned.after), ...(await usedByOutbound(planned, asking))],
};

/** Of a text that nobody understands there is only the name: setting the rest writes it anew. */
function valuesOf(settings: OAuth2Settings | undefined): Values {
  const unknown = { provider: "other", tenant: null, clientId: "-", clientSecret: null };
  const nothing = { scope: null, tokenUrl: null, authorizationUrl: null, parameters: null };
  return settings === undefined ? { ...unknown, ...nothing } : { ...settings };
}

function settingsOf(values: Values): OAuth2Settings {
  const orNull = (value: Value | undefined): string | null => (typeof value === "string" ? value : null);
  const { provider, parameters } = values;
  return {
    provider: isProvider(provider) ? provider : "other",
    tenant: orNull(values.tenant),
    clientId: String(values.clientId),
    clientSecret: orNull(values.clientSecret),
    scope: orNull(values.scope),
    tokenUrl: orNull(values.tokenUrl),
    authorizationUrl: orNull(values.authorizationUrl),
    parameters: typeof parameters === "object" ? (parameters as Readonly<Record<string, string>> | null) : null,
  };
}

function isProvider(name: Value | undefined): name is keyof typeof providers {
  return typeof name === "string" && Object.hasOwn(providers, name);
}

/** A known provider with an address of its own is another one, with all that the known one has besides. */
function spelledOut(given: Values, before: Preparing["before"]): Values {
  const wanted: Values = { ...before, ...given };
  const { provider } = wanted;
  const own = ["tokenUrl", "authorizationUrl", "parameters"].filter((name) => (given[name] ?? null) !== null);
  if (isProvider(provider) && own.length > 0) {
    const { scope, tokenUrl, authorizationUrl, authorizationParameters } = optionsOf(settingsOf(wanted));
    const usual = { scope, tokenUrl, authorizationUrl: authorizationUrl || null, parameters: authorizationParameters };
    const particular = Object.fromEntries(own.map((name) => [name, given[name] ?? null]));
    const whole = { ...usual, ...particular };
    const parameters = Object.keys(whole.parameters).length === 0 ? null : whole.parameters;
    return { ...given, ...whole, parameters, provider: "other", tenant: null };
  }
  if (given.provider === undefined && given.tenant === undefined) return given;
  const tenant = hasTenant(provider) ? (wanted.tenant ?? anyTenant) : null;
  if (!isProvider(provider) || before === undefined || before.provider === provider) return { ...given, tenant };
  // Another provider has other addresses.
  return { ...given, tenant, scope: given.scope ?? null, tokenUrl: null, authorizationUrl: null, parameters: null };
}

/** A secret in the clear over a network is none. */
function addressFaults(given: Values): readonly Complaint[] {
  return ["tokenUrl", "authorizationUrl"].flatMap((field) => {
    const address = given[field];
    if (typeof address !== "string") return [];
    const url = URL.canParse(address) ? new URL(address) : undefined;
    const local = url !== undefined && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
    if (url?.protocol === "https:" || (url?.protocol === "http:" && local)) return [];
    return [{ field, what: said`"${address}" is no https address`, mend: said`Begin it with https://` }];
  });
}

function tenantFaults({ provider: given, tenant }: Values, before: Preparing["before"]): readonly Complaint[] {
  const provider = given ?? before?.provider;
  if (typeof tenant !== "string" || hasTenant(provider)) return [];
  return [
    { field: "tenant", what: said`only Microsoft has directories, not ${String(provider)}`, mend: said`Leave it out` },
  ];
}

function lacking({ provider, tokenUrl }: Values): readonly Complaint[] {
  if (provider !== "other" || tokenUrl !== null) return [];
  const mend = said`Name it, or a provider: ${Object.keys(providers).join(", ")}`;
  return [{ field: "tokenUrl", what: said`another provider needs the address that gives tokens`, mend }];
}
