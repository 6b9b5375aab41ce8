/** What Microsoft and Google want in a token config. */
import type { ProviderOptions } from "./tokenConfig.ts";

type Given = Pick<ProviderOptions, "clientId" | "clientSecret"> & { readonly tenant: string };

const microsoftUrl = (tenant: string, end: string): string =>
  `https://login.microsoftonline.com/${encodeURIComponent(tenant)}/oauth2/v2.0/${end}`;

export const providers = {
  /** A person allows it once in a browser; the refresh token lasts from then on. */
  microsoft: ({ tenant, ...client }: Given): ProviderOptions => ({
    ...client,
    flow: "authorizationCode",
    scope:
      "https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/POP.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access",
    authorizationUrl: microsoftUrl(tenant, "authorize"),
    tokenUrl: microsoftUrl(tenant, "token"),
    authorizationParameters: { response_mode: "query", prompt: "select_account" },
  }),
  /** An administrator gives the application access to the mailbox; nobody logs in. */
  "microsoft-app": ({ tenant, ...client }: Given): ProviderOptions => ({
    ...client,
    flow: "clientCredentials",
    scope: "https://outlook.office365.com/.default",
    authorizationUrl: "",
    tokenUrl: microsoftUrl(tenant, "token"),
    authorizationParameters: {},
  }),
  google: ({ tenant: _, ...client }: Given): ProviderOptions => ({
    ...client,
    flow: "authorizationCode",
    scope: "https://mail.google.com/",
    authorizationUrl: "https://accounts.google.com/o/oauth2/v2/auth",
    tokenUrl: "https://oauth2.googleapis.com/token",
    // Without both, Google gives no refresh token.
    authorizationParameters: { access_type: "offline", prompt: "consent" },
  }),
} as const;
export type ProviderName = keyof typeof providers;
