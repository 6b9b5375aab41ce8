/** Files that stand uuencoded in a plain text (`begin 644 name` … `end`), as mail before MIME had them. */
import { attachmentOf } from "../attachment.ts";
import type { Attachment } from "../message.ts";

const beginLine = /^begin(?:-base64)? [0-7]{3,4} (\S.{0,250})$/;

export function uudecode(text: string): { readonly text: string; readonly files: readonly Attachment[] } {
  if (!/^begin(?:-base64)? [0-7]{3,4} \S/m.test(text)) return { text, files: [] };
  const files: Attachment[] = [];
  const kept: string[] = [];
  const lines = text.split("\n");
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    const name = beginLine.exec(line)?.[1];
    const found = name === undefined ? undefined : contentAt(lines, at + 1, line.startsWith("begin-base64"));
    if (name === undefined || found === undefined) kept.push(line);
    else {
      files.push(attachmentOf({ filename: name.trim(), bytes: found.bytes }));
      at = found.end;
    }
  }
  return { text: files.length === 0 ? text : kept.join("\n"), files };
}

/** undefined unless it is uuencoded to its end: a text may well begin a line with "begin 644 x". */
function contentAt(
  lines: readonly string[],
  start: number,
  base64: boolean,
): { readonly bytes: Buffer; readonly end: number } | undefined {
  const chunks: Buffer[] = [];
  for (let at = start; at < lines.length; at += 1) {
    const line = (lines[at] ?? "").trimEnd();
    if (base64 ? line === "====" : line === "end") return { bytes: Buffer.concat(chunks), end: at };
    const chunk = base64 ? base64Line(line) : uuLine(lines[at] ?? "");
    if (chunk === undefined) return undefined;
    chunks.push(chunk);
  }
  return undefined;
}

function base64Line(line: string): Buffer | undefined {
  return /^[A-Za-z0-9+/=]*$/.test(line) ? Buffer.from(line, "base64") : undefined;
}

/** The first character tells the octets; blanks at the end, which stand for zero, may have been cut off. */
function uuLine(line: string): Buffer | undefined {
  if (line.trim() === "" || line === "`") return Buffer.alloc(0);
  if (line.length > 90 || !/^[ -`]+\s*$/.test(line)) return undefined;
  const size = (line.charCodeAt(0) - 32) & 63;
  const needed = Math.ceil(size / 3) * 4;
  if (line.length < needed * 0.5 || line.trimEnd().length > needed + 3) return undefined;
  const sextets = Array.from({ length: needed }, (_, at) => {
    const code = line.charCodeAt(at + 1);
    return Number.isNaN(code) ? 0 : (code - 32) & 63;
  });
  const bytes = Buffer.alloc((needed / 4) * 3);
  for (let at = 0; at < needed; at += 4) {
    const [a = 0, b = 0, c = 0, d = 0] = sextets.slice(at, at + 4);
    bytes[(at / 4) * 3] = (a << 2) | (b >> 4);
    bytes[(at / 4) * 3 + 1] = ((b & 15) << 4) | (c >> 2);
    bytes[(at / 4) * 3 + 2] = ((c & 3) << 6) | d;
  }
  return bytes.subarray(0, size);
}
