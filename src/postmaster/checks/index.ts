/** The follow-up checks in the order in which they are asked; the first that finds a ticket wins. */
import { bounce } from "./bounce.ts";
import type { FollowUpCheck } from "./check.ts";
import { references } from "./references.ts";
import { subject } from "./subject.ts";

export const followUpChecks: readonly FollowUpCheck[] = [bounce, subject, references];
