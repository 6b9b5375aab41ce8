/** Puts outbound delivery together: the roads, the signing, the tokens, and what deliveries mean for tickets and people. */
import type { Desk } from "../../src/desk.ts";
import { Exit, UserError } from "../../src/errors.ts";
import { recordConsequences } from "../../src/outgoing/delivered.ts";
import { signer } from "../../src/outgoing/sign.ts";
import { tokenConfigs } from "../../src/store/oauth2Tokens.ts";
import { accessToken } from "../oauth2/accessToken.ts";
import { type Deliverer, startDeliverer } from "./deliverer.ts";
import { createTransport } from "./transport.ts";

/** @throws UserError with exit 78 for a certificate file that cannot be read */
export function startDelivery(desk: Desk): Deliverer {
  const { outbound, system } = desk.settings;
  const transport = createTransport(outbound, {
    fqdn: system.fqdn,
    accessToken: async (name, renew) => await accessToken(desk, await configId(desk, name), renew),
  });
  return startDeliverer(desk, {
    transport,
    sign: signer(desk),
    alsoRecord: (tx, outcomes) => recordConsequences(tx, desk, outcomes),
  });
}

async function configId(desk: Desk, name: string): Promise<number> {
  const found = (await tokenConfigs(desk.store.db)).find((config) => config.valid && config.name === name);
  if (found !== undefined) return found.id;
  throw new UserError(`there is no OAuth2 configuration "${name}"`, {
    where: "outbound.oauth2",
    mend: "See `gotrs admin oauth2 list`",
    exit: Exit.configuration,
  });
}
