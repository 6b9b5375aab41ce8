/** An attachment made of bytes that were found inside another part. */
import { createHash } from "node:crypto";
import { lookup } from "mime-types";
import { cutFilename } from "../cutFilename.ts";
import type { Attachment } from "./message.ts";
import { cleanLine } from "./text.ts";

interface Found {
  readonly filename: string;
  /** By the name when undefined. */
  readonly contentType?: string | undefined;
  readonly contentId?: string | undefined;
  readonly bytes: Buffer;
}

export function attachmentOf({ filename, contentType, contentId, bytes }: Found): Attachment {
  const name = plainName(filename) || "unnamed";
  return {
    filename: name,
    contentType: (cleanLine(contentType ?? "") || lookup(name) || "application/octet-stream").toLowerCase(),
    contentId:
      contentId === undefined || contentId === "" ? undefined : `<${cleanLine(contentId).replace(/[<>\s]/g, "")}>`,
    disposition: "attachment",
    size: bytes.length,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    read: () => bytes,
  };
}

/** A name as one word of a file system's: what leads out of a folder is taken away. */
export function plainName(name: string): string {
  return cutFilename(cleanLine(name).replace(/[/\\]/g, "_"), 250);
}
