/** What the reference rows are, as everybody reads them. Where they come from: reference.ts. */
import type { Agent } from "./agents.ts";
import type { Catalog } from "./catalog.ts";
import type { DynamicField } from "./dynamicFields.ts";
import type { FilterDefinition } from "./postmasterFilters.ts";

export interface Queue {
  readonly id: number;
  readonly name: string;
  readonly groupId: number;
  readonly followUpId: number;
  readonly followUpLock: boolean;
  /** Minutes without work after which a locked ticket is unlocked; 0 for never. */
  readonly unlockTimeout: number;
  readonly systemAddressId: number;
  readonly salutationId: number;
  readonly signatureId: number;
  readonly valid: boolean;
}
export interface State {
  readonly id: number;
  readonly name: string;
  /** new, open, closed, pending reminder, pending auto, removed, merged. */
  readonly type: string;
  readonly valid: boolean;
}
export interface Named {
  readonly id: number;
  readonly name: string;
  readonly valid: boolean;
}
export interface SystemAddress {
  readonly id: number;
  /** The bare address. */
  readonly address: string;
  readonly realname: string;
  readonly queueId: number;
  readonly valid: boolean;
}
export interface Text {
  readonly id: number;
  readonly text: string;
  readonly contentType: string;
}
export type AutoResponseType =
  | "auto reply"
  | "auto reject"
  | "auto follow up"
  | "auto reply/new ticket"
  | "auto remove";
export interface AutoResponse {
  readonly queueId: number;
  readonly type: AutoResponseType;
  readonly subject: string;
  readonly body: string;
  readonly contentType: string;
  readonly systemAddressId: number;
}

export interface Reference {
  readonly queues: Catalog<Queue>;
  readonly states: Catalog<State>;
  readonly priorities: Catalog<Named>;
  readonly types: Catalog<Named>;
  readonly locks: Catalog<Named>;
  readonly services: Catalog<Named>;
  readonly slas: Catalog<Named>;
  readonly senderTypes: Catalog<Named>;
  readonly channels: Catalog<Named>;
  readonly historyTypes: Catalog<Named>;
  readonly linkTypes: Catalog<Named>;
  readonly linkStates: Catalog<Named>;
  readonly linkObjects: Catalog<Named>;
  /** Keyed by bare address in lower case; only valid ones. */
  readonly addresses: ReadonlyMap<string, SystemAddress>;
  readonly addressById: ReadonlyMap<number, SystemAddress>;
  readonly salutations: ReadonlyMap<number, Text>;
  readonly signatures: ReadonlyMap<number, Text>;
  autoResponse(queueId: number, type: AutoResponseType): AutoResponse | undefined;
  /** Valid agents. */
  readonly agents: readonly Agent[];
  /** Valid ones, keyed by name in lower case: header names have no case. */
  readonly fields: ReadonlyMap<string, DynamicField>;
  readonly filters: readonly FilterDefinition[];
  /** Signs thread tokens; undefined in a database that has none. */
  readonly threadKey: string | undefined;
}
