/** What directories and identity providers have in common in gotrs.yaml: names, and what they may say that somebody may do. */
import { z } from "zod";

export const name = z.string().regex(/^[\w.-]{1,60}$/, "a name of letters, digits, dots and dashes");
export const names = z.array(z.string().min(1));
/** Group → permissions, as OTRS has them. */
export const permissions = z.record(
  z.string().min(1),
  z.array(z.enum(["ro", "move_into", "create", "note", "owner", "priority", "rw"])),
);
