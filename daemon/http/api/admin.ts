/** The resources of administration, made from the modules of src/admin; every one needs rw in the group admin. */
import { z } from "zod";
import {
  type Changed,
  change,
  findEntries,
  foundNames,
  listEntries,
  namesOf,
  showEntry,
} from "../../../src/admin/administer.ts";
import { apply, changeView } from "../../../src/admin/apply.ts";
import { auditTrail } from "../../../src/admin/auditTrail.ts";
import { exported } from "../../../src/admin/exported.ts";
import { bodySchema, descriptionOf } from "../../../src/admin/jsonSchema.ts";
import type { AdminModule, Entry } from "../../../src/admin/module.ts";
import { oneOf, titleOf } from "../../../src/admin/module.ts";
import { adminModules } from "../../../src/admin/modules/index.ts";
import { viewOf } from "../../../src/admin/shown.ts";
import type { Actor, Desk } from "../../../src/desk.ts";
import { requireAdministrator } from "../../../src/people/administrators.ts";
import { blockListRoutes } from "./adminBlockList.ts";
import { fetchingRoutes } from "./adminFetching.ts";
import { jobRoutes } from "./adminJobs.ts";
import { permissionRoutes } from "./adminPermissions.ts";
import { Download, type Route, route } from "./route.ts";

/** Checked by src/admin, which tells every fault at once; the document describes each field. */
const anything = z.record(z.string(), z.unknown());

/** Of a list that is too long to be read as a whole. */
const some = z.strictObject({
  search: z.string().max(200).exactOptional(),
  limit: z.coerce.number().int().min(1).max(1000).exactOptional(),
});
/** So many when only words are given. */
const usual = 200;

export function adminRoutes(): readonly Route[] {
  return [
    route({
      method: "GET",
      path: "/admin",
      summary: "What can be administered: every thing with its fields",
      scope: "admin",
      handle: async ({ desk, actor }) => {
        await requireAdministrator(desk, actor);
        return { things: adminModules.map(descriptionOf) };
      },
    }),
    route({
      method: "GET",
      path: "/admin/audit",
      summary: "Who changed what of the administration, newest first",
      scope: "admin",
      query: z.strictObject({
        thing: z.string().exactOptional(),
        key: z.string().exactOptional(),
        login: z.string().exactOptional(),
        limit: z.coerce.number().int().min(1).max(1000).exactOptional(),
      }),
      handle: async ({ desk, actor, query }) => ({
        audit: await auditTrail(desk, actor, { limit: 100, ...query }),
      }),
    }),
    route({
      method: "GET",
      path: "/admin/names/{of}",
      summary:
        "What a reference can be chosen from: the names of a thing, or of a fixed list such as state-type; those with some words, and how many there are",
      scope: "admin",
      query: some,
      handle: async ({ desk, actor, params: { of = "" }, query: { search, limit } }) =>
        search === undefined && limit === undefined
          ? { names: await namesOf(desk, actor, of) }
          : await foundNames(desk, actor, of, { search: search ?? "", limit }),
    }),
    route({
      method: "GET",
      path: "/admin/export",
      summary: "Everything administered as one YAML file, without secrets",
      scope: "admin",
      handle: async ({ desk, actor }) =>
        new Download(Buffer.from(await exported(desk, actor, adminModules)), "application/yaml", "desk.yaml"),
    }),
    route({
      method: "POST",
      path: "/admin/apply",
      summary: "Make everything as a YAML file says, all of it or nothing",
      scope: "admin",
      body: z.strictObject({ document: z.string(), dryRun: z.boolean().exactOptional() }),
      handle: async ({ desk, actor, body: { document, dryRun = false } }) => ({
        dryRun,
        changes: (await apply(desk, actor, { text: document, file: "document", dryRun })).map(changeView),
      }),
    }),
    ...permissionRoutes,
    ...blockListRoutes,
    ...fetchingRoutes(),
    ...jobRoutes,
    ...adminModules.flatMap(routesOf),
  ];
}

function routesOf(module: AdminModule): readonly Route[] {
  const { thing, plural } = module;
  const title = titleOf(module);
  const path = `/admin/${thing}`;
  const large = module.rows.find !== undefined;
  const keyOf = (params: Readonly<Record<string, string>>): string => params.key ?? "";
  return [
    route({
      method: "GET",
      path,
      summary: `Every ${title}${large ? ", or the first of those with some words, and how many there are" : ""}`,
      scope: "admin",
      ...(large && { query: some }),
      handle: async ({ desk, actor, query = {} }) => {
        const { search = "", limit } = query;
        const view = (entries: readonly Entry[]) => entries.map((entry) => viewOf(module, entry));
        if (query.search === undefined && limit === undefined)
          return { [plural]: view(await listEntries(desk, actor, module)) };
        const { entries, total } = await findEntries(desk, actor, module, { search, limit: limit ?? usual });
        return { [plural]: view(entries), total };
      },
    }),
    route({
      method: "POST",
      path,
      summary: `Add ${oneOf(module)}: ${module.about}`,
      scope: "admin",
      body: anything,
      described: bodySchema(module, true),
      handle: ({ desk, actor, body }) => {
        const key = body[module.key];
        return changed(desk, actor, module, typeof key === "string" ? key : "", "add", body);
      },
    }),
    route({
      method: "GET",
      path: `${path}/{key}`,
      summary: `One ${title}`,
      scope: "admin",
      handle: async ({ desk, actor, params }) => viewOf(module, await showEntry(desk, actor, module, keyOf(params))),
    }),
    route({
      method: "PATCH",
      path: `${path}/{key}`,
      summary: `Change ${oneOf(module)}; what is not named stays`,
      scope: "admin",
      body: anything,
      described: bodySchema(module, false),
      handle: ({ desk, actor, params, body }) => changed(desk, actor, module, keyOf(params), "set", body),
    }),
    ...(module.canDisable ? (["disable", "enable"] as const) : []).map((verb) =>
      route({
        method: "POST",
        path: `${path}/{key}/${verb}`,
        scope: "admin",
        summary: verb === "disable" ? `Use ${oneOf(module)} no more` : `Use ${oneOf(module)} again`,
        handle: ({ desk, actor, params }) =>
          changed(desk, actor, module, keyOf(params), "set", { valid: verb === "enable" }),
      }),
    ),
  ];
}

async function changed(
  desk: Desk,
  actor: Actor,
  module: AdminModule,
  key: string,
  mode: "add" | "set",
  raw: Readonly<Record<string, unknown>>,
): Promise<object> {
  const where = (field: string | undefined) => field;
  const written: Changed = await change(desk, actor, { module, key, raw, form: "json", mode, where });
  const { notes, revealed } = written;
  return {
    ...viewOf(module, { id: written.id, values: written.after }),
    ...revealed,
    ...(notes.length > 0 && { notes }),
  };
}
