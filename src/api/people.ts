/** Logins, sessions and tokens of who uses the API. */

/** How one can log in. */
export interface SignOnWays {
  /** Whether any password is taken. */
  readonly passwords: boolean;
  /** OpenID providers: what to name them in requests, and to people. */
  readonly providers: readonly { readonly name: string; readonly title: string }[];
}

/** A sign-on that waits for a person to confirm it in a browser (RFC 8628). */
export interface DeviceSignOn {
  readonly deviceCode: string;
  readonly userCode: string;
  readonly verificationUri: string;
  readonly verificationUriComplete: string | null;
  /** Seconds between two questions whether it is confirmed. */
  readonly interval: number;
  /** Seconds for which it is good. */
  readonly expiresIn: number;
}

/** A login: the token for `Authorization: Bearer`, and when it ends (ISO 8601). */
export interface Session {
  readonly token: string;
  readonly expires: string;
}

/** Times are ISO 8601. */
export interface SessionView {
  readonly id: number;
  readonly login: string;
  readonly kind: "agent" | "customer";
  /** Empty over the Unix socket. */
  readonly address: string;
  readonly client: string;
  readonly created: string;
  readonly lastUsed: string;
  readonly expires: string;
  /** The one that asks. */
  readonly current: boolean;
}

/** A second factor as it is set up: shown once, asked for from the first code that is confirmed. */
export interface SecondFactorOffer {
  /** Base32. */
  readonly secret: string;
  /** otpauth://…, which authenticators read as a QR code. */
  readonly uri: string;
}

export interface SecondFactorState {
  readonly enabled: boolean;
  readonly recoveryCodesLeft: number;
}

export interface TokenView {
  readonly id: number;
  readonly name: string;
  /** The agent it acts for. */
  readonly login: string;
  /** null is everything the agent may do. */
  readonly scopes: readonly string[] | null;
  readonly created: string;
  readonly expires: string | null;
  readonly lastUsed: string | null;
  /** Neither disabled nor expired. */
  readonly valid: boolean;
}

export interface Me {
  readonly id: number;
  readonly login: string;
  readonly name: string;
  readonly version: string;
}
