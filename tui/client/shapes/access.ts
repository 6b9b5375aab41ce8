/** Logins, sessions, tokens, permissions and the audit trail, as they have to come. */
import type {
  AuditView,
  BlockView,
  EffectivePermission,
  GivenPermission,
  LockedLogin,
  LoginTest,
} from "../../../src/api/access.ts";
import type { SecondFactorOffer, SecondFactorState, SessionView, TokenView } from "../../../src/api/people.ts";
import { anything, flag, list, object, oneOf, orNull, record, text, time, whole } from "../shape.ts";

export const sessionView = object<SessionView>({
  ...{ id: whole, login: text, kind: oneOf("agent", "customer"), address: text, client: text },
  ...{ created: time, lastUsed: time, expires: time, current: flag },
});

export const tokenView = object<TokenView>({
  ...{ id: whole, name: text, login: text, scopes: orNull(list(text)), created: time },
  ...{ expires: orNull(time), lastUsed: orNull(time), valid: flag },
});

export const secondFactorState = object<SecondFactorState>({ enabled: flag, recoveryCodesLeft: whole });
export const secondFactorOffer = object<SecondFactorOffer>({ secret: text, uri: text });
export const recoveryCodes = object<{ readonly recoveryCodes: readonly string[] }>({ recoveryCodes: list(text) });
export const newToken = object<{ readonly id: number; readonly token: string }>({ id: whole, token: text });

export const lockedLogin = object<LockedLogin>({ kind: oneOf("agent", "customer"), login: text, until: time });

export const loginTest = object<LoginTest>({
  good: flag,
  findings: list(object<LoginTest["findings"][number]>({ good: flag, text, mend: orNull(text) })),
});

export const blockView = object<BlockView>({
  ...{ kind: text, pattern: text, reason: text, expires: orNull(time), created: time },
});

/** How it stands now, and what there was before. */
export interface Blocked {
  readonly block: BlockView;
  readonly before: BlockView | null;
}

export const blocked = object<Blocked>({ block: blockView, before: orNull(blockView) });

export const givenPermission = object<GivenPermission>({
  ...{ kind: oneOf("user", "role"), name: text, group: text, keys: list(text) },
});

export const effectivePermission = object<EffectivePermission>({ group: text, keys: list(text), from: list(text) });

export const auditView = object<AuditView>({
  ...{ id: whole, time, by: text, thing: text, key: text, action: text },
  changes: record(object<AuditView["changes"][string]>({ from: anything, to: anything })),
});
