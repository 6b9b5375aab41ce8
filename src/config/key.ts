/** The shape of a key of gotrs.yaml: type, default and meaning. The keys themselves are in keys/. */
import type { Kind } from "./kinds.ts";

/** What defaults depend on; the loader finds it out. */
export interface Surroundings {
  readonly hostName: string;
  readonly stateDirectory: string;
  /** Whether a person reads standard error. */
  readonly terminal: boolean;
}

export interface Key<T> {
  readonly kind: Kind<T>;
  readonly default: (surroundings: Surroundings) => T;
  /** The default in words, where the value itself would not say it. */
  readonly defaultText: string | undefined;
  readonly doc: string;
  /** May hold a password: also read from `…File`, never shown. */
  readonly secret: boolean;
}

export function key<T>(
  kind: Kind<T>,
  fallback: T | ((surroundings: Surroundings) => T),
  doc: string,
  more: { readonly defaultText?: string; readonly secret?: true } = {},
): Key<T> {
  return {
    kind,
    default: typeof fallback === "function" ? (fallback as (surroundings: Surroundings) => T) : () => fallback,
    defaultText: more.defaultText,
    doc,
    secret: more.secret ?? false,
  };
}
