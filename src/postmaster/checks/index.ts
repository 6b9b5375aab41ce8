/** The follow-up checks in the order in which they are asked; the first that finds a ticket wins. */
import { attachments } from "./attachments.ts";
import { body } from "./body.ts";
import { bounce } from "./bounce.ts";
import type { FollowUpCheck } from "./check.ts";
import { external } from "./external.ts";
import { raw } from "./raw.ts";
import { references } from "./references.ts";
import { subject } from "./subject.ts";
import { token } from "./token.ts";

/** A bounce is about the mail it returns, whatever it quotes; then our own signature; then OTRS's order. */
export const followUpChecks: readonly FollowUpCheck[] = [
  bounce,
  token,
  subject,
  references,
  body,
  attachments,
  raw,
  external,
];
