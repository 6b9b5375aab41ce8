/** What a person hands in besides options: the text, and files to send along. */
import { basename } from "node:path";
import type { ReplyRequest } from "../../../api/types.ts";
import { readWhole } from "../../input.ts";

/** What was given, or standard input. */
export async function textOf(body: string | undefined): Promise<string> {
  return body === undefined || body === "-" ? (await readWhole("-")).toString("utf8") : body;
}

export async function filesOf(files: readonly string[] | undefined): Promise<Pick<ReplyRequest, "attachments">> {
  if (files === undefined) return {};
  const read = async (file: string) => ({
    filename: basename(file),
    contentBase64: (await readWhole(file)).toString("base64"),
  });
  return { attachments: await Promise.all(files.map(read)) };
}
