/** The follow-up checks in the order in which they are asked; the first that finds a ticket wins. */
import { attachments } from "./attachments.ts";
import { body } from "./body.ts";
import { bounce } from "./bounce.ts";
import type { FollowUpCheck } from "./check.ts";
import { external } from "./external.ts";
import { raw } from "./raw.ts";
import { references } from "./references.ts";
import { returnPath } from "./returnPath.ts";
import { subject } from "./subject.ts";
import { token } from "./token.ts";

/** What comes to a signed return path of ours, or returns a mail of ours, is about that; then our own signature; then OTRS's order. */
export const followUpChecks: readonly FollowUpCheck[] = [
  returnPath,
  bounce,
  token,
  subject,
  references,
  body,
  attachments,
  raw,
  external,
];
