/** What sockets and TLS say when they fail, in words. What to do about it is for whoever connected to say. */

import { said, type Words } from "../said.ts";

/** In the order in which a connection takes them. */
export type NetworkStep = "dns" | "connect" | "certificate";

export interface NetworkFault {
  readonly step: NetworkStep;
  readonly what: Words;
}

export interface Host {
  readonly host: string;
  readonly port: number;
}

const certificate = (what: Words) => (): NetworkFault => ({ step: "certificate", what });
const unreachable = ({ host, port }: Host): NetworkFault => ({
  step: "connect",
  what: said`${host} cannot be reached on port ${port}`,
});

const byCode: Readonly<Record<string, (at: Host) => NetworkFault>> = {
  ENOTFOUND: ({ host }) => ({ step: "dns", what: said`there is no host named ${host}` }),
  EAI_AGAIN: ({ host }) => ({ step: "dns", what: said`the name server does not answer for ${host}` }),
  ECONNREFUSED: ({ host, port }) => ({ step: "connect", what: said`${host} refuses connections on port ${port}` }),
  EHOSTUNREACH: unreachable,
  ENETUNREACH: unreachable,
  ETIMEDOUT: unreachable,
  CONNECT_TIMEOUT: unreachable,
  CERT_HAS_EXPIRED: certificate(said`the server's certificate has expired`),
  CERT_NOT_YET_VALID: certificate(said`the server's certificate is not valid yet; is this machine's clock right`),
  ERR_TLS_CERT_ALTNAME_INVALID: ({ host }) => ({
    step: "certificate",
    what: said`the server's certificate is for another name than ${host}`,
  }),
  DEPTH_ZERO_SELF_SIGNED_CERT: certificate(
    said`the server's certificate is signed by itself, no authority vouches for it`,
  ),
  SELF_SIGNED_CERT_IN_CHAIN: certificate(
    said`the server's certificate comes from an authority that is not trusted here`,
  ),
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: certificate(
    said`the server sends its certificate without the authority's, or from one that is not trusted here`,
  ),
  UNABLE_TO_GET_ISSUER_CERT: certificate(said`the server's certificate comes from an authority that is not known here`),
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: certificate(
    said`the server's certificate comes from an authority that is not known here`,
  ),
};

/** @param code of an error of Node; undefined when it is none of these */
export function networkFault(code: string, at: Host): NetworkFault | undefined {
  return byCode[code]?.(at);
}
