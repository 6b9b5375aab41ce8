/** What a person hands in besides options: the text, and files to send along. */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import type { ReplyRequest } from "../../../api/types.ts";
import { readInput } from "../../input.ts";

/** What was given, or standard input. */
export function textOf(body: string | undefined): string {
  return body === undefined || body === "-" ? readFileSync(0, "utf8") : body;
}

export function filesOf(files: readonly string[] | undefined): Pick<ReplyRequest, "attachments"> {
  if (files === undefined) return {};
  return {
    attachments: files.map((file) => ({
      filename: basename(file),
      contentBase64: readInput(file, () => readFileSync(file)).toString("base64"),
    })),
  };
}
