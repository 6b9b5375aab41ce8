/** For every module an entry to add, a change of it, and input that is refused; a module without one fails the tests. */
import { automation } from "./automation.ts";
import { mail } from "./mail.ts";
import { people } from "./people.ts";
import type { Samples } from "./sample.ts";
import { texts } from "./texts.ts";
import { tickets } from "./tickets.ts";
import { time } from "./time.ts";

export const samples: Samples = { ...people, ...texts, ...tickets, ...mail, ...automation, ...time };
