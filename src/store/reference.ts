/** Rows that change rarely and are needed for every mail: queues, states, priorities, addresses, texts. Cached briefly. */
import { agentDirectory } from "./agents.ts";
import { Catalog } from "./catalog.ts";
import { dynamicFields } from "./dynamicFields.ts";
import { settingValue } from "./ownSettings.ts";
import { filterDefinitions } from "./postmasterFilters.ts";
import type { AutoResponse, AutoResponseType, Named, Reference, Text } from "./referenceRows.ts";
import type { Store } from "./store.ts";

/** Milliseconds for which a change made by another process may go unnoticed. */
const freshFor = 1000;
const cache = new WeakMap<Store, { readonly loaded: number; readonly reference: Promise<Reference> }>();

/** The reference rows, at most a second old. */
export function reference(store: Store): Promise<Reference> {
  const cached = cache.get(store);
  // Cache age is about this process, not about the helpdesk's time: the monotonic clock, never the injected one.
  const now = performance.now();
  if (cached !== undefined && now - cached.loaded < freshFor) return cached.reference;
  const loading = load(store);
  cache.set(store, { loaded: now, reference: loading });
  loading.catch(() => cache.delete(store));
  return loading;
}

/** After a change made here: the next caller reads afresh. */
export function forgetReference(store: Store): void {
  cache.delete(store);
}

const valid = (row: { readonly valid_id: number }): boolean => row.valid_id === 1;

async function load(store: Store): Promise<Reference> {
  const { db } = store;
  const named = (row: { id: number; name: string; valid_id: number }): Named => ({
    id: row.id,
    name: row.name,
    valid: valid(row),
  });
  const [queues, states, addresses, salutations, signatures, autoResponses] = await Promise.all([
    db.selectFrom("queue").selectAll().execute(),
    db
      .selectFrom("ticket_state as s")
      .innerJoin("ticket_state_type as t", "t.id", "s.type_id")
      .select(["s.id", "s.name", "s.valid_id", "t.name as type"])
      .execute(),
    db.selectFrom("system_address").selectAll().execute(),
    db.selectFrom("salutation").select(["id", "text", "content_type"]).execute(),
    db.selectFrom("signature").select(["id", "text", "content_type"]).execute(),
    db
      .selectFrom("queue_auto_response as q")
      .innerJoin("auto_response as a", "a.id", "q.auto_response_id")
      .innerJoin("auto_response_type as t", "t.id", "a.type_id")
      .select(["q.queue_id", "t.name as type", "a.text0", "a.text1", "a.content_type", "a.system_address_id"])
      .where("a.valid_id", "=", 1)
      .execute(),
  ]);
  const plain = async (
    table:
      | "ticket_priority"
      | "ticket_type"
      | "ticket_lock_type"
      | "service"
      | "sla"
      | "article_sender_type"
      | "communication_channel"
      | "ticket_history_type"
      | "link_type"
      | "link_state",
  ): Promise<Catalog<Named>> =>
    new Catalog((await db.selectFrom(table).select(["id", "name", "valid_id"]).execute()).map(named));
  const linkObjects = await db.selectFrom("link_object").select(["id", "name"]).execute();

  const systemAddresses = addresses.map((row) => ({
    id: row.id,
    address: row.value0,
    realname: row.value1,
    queueId: row.queue_id,
    valid: valid(row),
  }));
  const texts = (rows: readonly { id: number; text: string; content_type: string | null }[]): Map<number, Text> =>
    new Map(rows.map((row) => [row.id, { id: row.id, text: row.text, contentType: row.content_type ?? "text/plain" }]));
  const responses = new Map<string, AutoResponse>(
    autoResponses.map((row) => [
      `${row.queue_id} ${row.type}`,
      {
        queueId: row.queue_id,
        type: row.type as AutoResponseType,
        subject: row.text1 ?? "",
        body: row.text0 ?? "",
        contentType: row.content_type ?? "text/plain",
        systemAddressId: row.system_address_id,
      },
    ]),
  );
  return {
    queues: new Catalog(
      queues.map((row) => ({
        id: row.id,
        name: row.name,
        groupId: row.group_id,
        followUpId: row.follow_up_id,
        followUpLock: row.follow_up_lock === 1,
        unlockTimeout: row.unlock_timeout ?? 0,
        systemAddressId: row.system_address_id,
        salutationId: row.salutation_id,
        signatureId: row.signature_id,
        valid: valid(row),
      })),
    ),
    states: new Catalog(states.map((row) => ({ id: row.id, name: row.name, type: row.type, valid: valid(row) }))),
    priorities: await plain("ticket_priority"),
    types: await plain("ticket_type"),
    locks: await plain("ticket_lock_type"),
    services: await plain("service"),
    slas: await plain("sla"),
    senderTypes: await plain("article_sender_type"),
    channels: await plain("communication_channel"),
    historyTypes: await plain("ticket_history_type"),
    linkTypes: await plain("link_type"),
    linkStates: await plain("link_state"),
    linkObjects: new Catalog(linkObjects.map((row) => ({ ...row, valid: true }))),
    addresses: new Map(systemAddresses.filter((row) => row.valid).map((row) => [row.address.toLowerCase(), row])),
    addressById: new Map(systemAddresses.map((row) => [row.id, row])),
    salutations: texts(salutations),
    signatures: texts(signatures),
    autoResponse: (queueId, type) => responses.get(`${queueId} ${type}`),
    agents: await agentDirectory(db, store.codec),
    fields: new Map((await dynamicFields(db)).map((field) => [field.name.toLowerCase(), field])),
    filters: await filterDefinitions(db),
    threadKey: await settingValue(db, "threadKey"),
  };
}
