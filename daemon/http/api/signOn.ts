/** Resources of signing on by an OpenID provider, the same for agents and customers. */
import { z } from "zod";
import {
  beginBrowserSignOn,
  beginDeviceSignOn,
  endBrowserSignOn,
  endDeviceSignOn,
  signOnWays,
} from "../../../src/login/signOn.ts";
import { openRoute, type Route } from "./route.ts";

const provider = z.string().min(1).max(100);

function routesFor(kind: "agent" | "customer", prefix: string): readonly Route[] {
  return [
    openRoute({
      method: "GET",
      path: `${prefix}/sign-on`,
      summary: "How one can log in: with a password, by which providers",
      handle: async ({ desk }) => signOnWays(desk, kind),
    }),
    openRoute({
      method: "POST",
      path: `${prefix}/sign-on/device`,
      summary: "Begin to sign on with a code that is confirmed in a browser elsewhere (RFC 8628)",
      body: z.strictObject({ provider }),
      handle: ({ desk, address, client, body }) => beginDeviceSignOn(desk, kind, body.provider, { address, client }),
    }),
    openRoute({
      method: "POST",
      path: `${prefix}/session/device`,
      summary: "Ask whether the code is confirmed: a token, or that it is pending",
      body: z.strictObject({ provider, deviceCode: z.string().min(1).max(10_000) }),
      handle: ({ desk, address, client, body }) => endDeviceSignOn(desk, kind, body, { address, client }),
    }),
    openRoute({
      method: "POST",
      path: `${prefix}/sign-on/browser`,
      summary: "Begin to sign on in a browser: the address where it goes, and a handle to keep for its return",
      body: z.strictObject({ provider }),
      handle: ({ desk, address, client, body }) => beginBrowserSignOn(desk, kind, body.provider, { address, client }),
    }),
    openRoute({
      method: "POST",
      path: `${prefix}/session/browser`,
      summary: "Log in with the handle and the query that the provider sent the browser back with",
      body: z.strictObject({ provider, handle: z.string().max(2000), query: z.string().max(10_000) }),
      handle: ({ desk, address, client, body }) => endBrowserSignOn(desk, kind, body, { address, client }),
    }),
  ];
}

export const signOnRoutes: readonly Route[] = [...routesFor("agent", ""), ...routesFor("customer", "/customer")];
