/**
 * `npm run bench [-- SECTION…]`: figures as ratios to the floor of the same run. See docs/performance.md.
 */
import { availableParallelism } from "node:os";
import { connections } from "./run.ts";
import { floor } from "./sections/floor.ts";
import { followUp } from "./sections/followUp.ts";
import { roads } from "./sections/roads.ts";
import { smtp } from "./sections/smtp.ts";

/** Each is given the floor of this run, in mails a second. */
const sections: Readonly<Record<string, (floor: number) => Promise<void>>> = { smtp, roads, followUp };

const named = process.argv.slice(2);
const unknown = named.find((name) => !Object.hasOwn(sections, name));
if (unknown !== undefined) {
  console.error(`bench: there is no section ${unknown}. There is: ${Object.keys(sections).join(", ")}`);
  process.exit(64);
}
console.log(
  `gotrs bench: 2 kB mails, ${connections} connections, Node ${process.versions.node}, ${availableParallelism()} processors\n`,
);
const sequence = await floor();
for (const [name, section] of Object.entries(sections)) {
  if (named.length === 0 || named.includes(name)) await section(sequence);
}
