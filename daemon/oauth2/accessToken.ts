/** An access token for a mail server: the one that is kept while it lasts, else a new one from the provider (RFC 6749). */
import { z } from "zod";
import { fromDbTime } from "../../src/clock.ts";
import type { Desk } from "../../src/desk.ts";
import { Exit, TemporaryError, UserError } from "../../src/errors.ts";
import {
  type Filling,
  readTokenConfig,
  type TokenConfig,
  type TokenRequest,
  tokenForm,
} from "../../src/oauth2/tokenConfig.ts";
import { said, type Words } from "../../src/said.ts";
import { type NewToken, storeToken, tokenConfigs, tokenOf } from "../../src/store/oauth2Tokens.ts";

/** Milliseconds before its end at which a token counts as over: a conversation takes a while. */
const margin = 60_000;
/** Seconds that a token lasts whose answer does not say (RFC 6749 §5.1 only recommends it). */
const usualLife = 300;
const answerWithin = 30_000;
/** Under whom tokens are written: OTRS's own account for such things. */
const userId = 1;

const success = z.object({
  access_token: z.string().min(1),
  expires_in: z.union([z.number(), z.string().regex(/^\d+$/).transform(Number)]).optional(),
  refresh_token: z.string().min(1).optional(),
});
const failure = z.object({ error: z.string(), error_description: z.string().optional() });

/**
 * @param fresh asks the provider even while the kept token lasts: the mail server refused that one
 * @throws UserError when the config or the provider says no, with what to do
 * @throws TemporaryError when the provider does not answer
 */
export async function accessToken(desk: Desk, configId: number, fresh: boolean): Promise<string> {
  const { name, config } = await configOf(desk, configId);
  const kept = await tokenOf(desk.store.db, configId);
  const now = desk.clock.now().getTime();
  const lasts = kept?.expires != null && fromDbTime(kept.expires).getTime() - margin > now;
  if (!fresh && lasts && kept.token !== null && kept.token !== "") return kept.token;

  const byApp = config.requests.TokenByClientCredentials;
  if (byApp !== undefined) return await ask(desk, { configId, name, config, request: byApp, filling: {} });
  const byRefresh = config.requests.TokenByRefreshToken;
  const refreshToken = kept?.refreshToken ?? "";
  if (byRefresh === undefined || refreshToken === "") {
    throw new UserError(said`nobody has allowed access to the mailbox yet`, {
      where: name,
      mend: said`Run: gotrs admin oauth2 authorize ${JSON.stringify(name)}`,
      exit: Exit.configuration,
    });
  }
  return await ask(desk, { configId, name, config, request: byRefresh, filling: { RefreshToken: refreshToken } });
}

/** Turns the code that a browser brought back into tokens. @throws as `accessToken` does */
export async function redeemCode(desk: Desk, configId: number, code: string, redirectUrl: string): Promise<void> {
  const { name, config } = await configOf(desk, configId);
  const request = config.requests.TokenByAuthorizationCode;
  if (request === undefined) throw notForBrowsers(name);
  await ask(desk, { configId, name, config, request, filling: { AuthorizationCode: code, RedirectURL: redirectUrl } });
}

export function notForBrowsers(name: string): UserError {
  return new UserError(said`gets its tokens without anybody's login`, {
    where: name,
    mend: said`Nothing is to be done; \`gotrs admin mail-account test\` shows whether it works`,
    exit: Exit.usage,
  });
}

async function configOf(desk: Desk, id: number): Promise<{ readonly name: string; readonly config: TokenConfig }> {
  const row = (await tokenConfigs(desk.store.db)).find((one) => one.id === id);
  if (row === undefined || !row.valid) {
    throw new UserError(
      row
        ? said`the account names the OAuth2 settings ${id}, which are disabled`
        : said`the account names the OAuth2 settings ${id}, which do not exist`,
      {
        where: row?.name ?? `oauth2_token_config ${id}`,
        mend: said`Choose one of \`gotrs admin oauth2 list\` with \`gotrs admin mail-account set --oauth2\``,
        exit: Exit.configuration,
      },
    );
  }
  const config = readTokenConfig(row.config);
  if (typeof config !== "string") return { name: row.name, config };
  throw new UserError(said`the OAuth2 settings cannot be read: ${config}`, {
    where: row.name,
    mend: said`Set them anew: gotrs admin oauth2 add`,
    exit: Exit.configuration,
  });
}

interface Asking {
  readonly configId: number;
  readonly name: string;
  readonly config: TokenConfig;
  readonly request: TokenRequest;
  readonly filling: Filling;
}

async function ask(desk: Desk, { configId, name, config, request, filling }: Asking): Promise<string> {
  const answer = await post(request.url, tokenForm(config, request, filling), name);
  const now = desk.clock.now();
  const keep = (told: NewToken): Promise<void> =>
    desk.store.transaction((tx) => storeToken(tx, configId, told, now, userId));
  const refused = failure.safeParse(answer.content);
  if (refused.success) {
    const { error: code, error_description: description = code } = refused.data;
    await keep({ error: { code, description } });
    throw refusal(name, code, description);
  }
  const got = success.safeParse(answer.content);
  if (!got.success) {
    throw new TemporaryError(said`${new URL(request.url).host} gives no token (HTTP ${answer.status})`, {
      where: name,
      mend: said`It is tried again by itself; if it stays so, correct the OAuth2 settings`,
      exit: Exit.unavailable,
    });
  }
  const { access_token: token, expires_in: life = usualLife, refresh_token: refreshToken } = got.data;
  const expires = new Date(now.getTime() + life * 1000);
  await keep({ token, expires, ...(refreshToken !== undefined && { refreshToken }) });
  return token;
}

/** RFC 6749 §5.2. */
function refusal(name: string, code: string, description: string): UserError {
  const mends: Readonly<Record<string, Words>> = {
    invalid_grant: said`The permission was taken back or has run out. Run: gotrs admin oauth2 authorize ${JSON.stringify(name)}`,
    invalid_client: said`Correct client id and secret; secrets of Microsoft run out after some months`,
    unauthorized_client: said`Give the application the permission for mail in the provider's administration`,
    invalid_scope: said`Correct the scope, or give the application that permission in the provider's administration`,
  };
  const [first = ""] = description.split(/\r?\n/);
  return new UserError(said`the provider gives no token: ${first} (${code})`, {
    where: name,
    mend: mends[code] ?? said`Look into the provider's administration`,
    exit: Exit.unavailable,
  });
}

async function post(
  url: string,
  body: URLSearchParams,
  name: string,
): Promise<{ readonly status: number; readonly content: unknown }> {
  try {
    const answer = await fetch(url, {
      method: "POST",
      body,
      headers: { Accept: "application/json" },
      signal: AbortSignal.timeout(answerWithin),
      // A redirection would carry the secret elsewhere.
      redirect: "error",
    });
    const text = await answer.text();
    return { status: answer.status, content: jsonOr(text) };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    throw new TemporaryError(
      said`${url} cannot be asked for a token (${cause instanceof Error ? cause.message : String(cause)})`,
      {
        where: name,
        mend: said`Look at this machine's network, or correct the OAuth2 settings`,
        exit: Exit.unavailable,
        cause: error,
      },
    );
  }
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
