/** How mail programs mark quotes, what introduces them, and signatures in the HTML they write; a table and its reader. */
import type { SegmentKind } from "../reply/segment.ts";
import type { Attributes } from "./tags.ts";

export interface Marking {
  readonly kind: SegmentKind;
  /** The whole rest of the message is quoted when this element ends (or, if it is empty, begins). */
  readonly rest?: true;
  /** Only if its text is a block of From:, Sent:, To: … lines. */
  readonly ifHeaderBlock?: true;
  /** Text directly inside introduces the quote that comes as an inner blockquote. */
  readonly wrapper?: true;
}

const quote: Marking = { kind: "quote" };
const signature: Marking = { kind: "signature" };
const header: Marking = { kind: "header" };
const reference: Marking = { kind: "header", rest: true };

const byId: readonly (readonly [RegExp, Marking])[] = [
  // Outlook on the web, new Outlook, Outlook.com: the header block; what follows it is the old mail.
  [/^(?:x_)*(?:divRplyFwdMsg|divRpF\d*)$/i, reference],
  // Hotmail and Windows Live Mail: a rule, then everything old.
  [/^stopSpelling$/i, { kind: "quote", rest: true }],
  [
    /^(?:x_)*(?:Signature|AppleMailSignature|ms-outlook-mobile-signature|ymail_android_signature|composer_signature)/i,
    signature,
  ],
  [/^(?:x_)*(?:yahoo_quoted|isReplyContent|mail-editor-reference-message-container|zimbraReply)/i, quote],
  [/^reply-intro$/i, header],
];

const byClass: readonly (readonly [RegExp, Marking])[] = [
  [/^(?:x_)*gmail_quote(?:_container)?$/, { kind: "header", wrapper: true }],
  [/^(?:x_)*gmail_attr$/, header],
  [/^(?:x_)*(?:gmail_signature|gmail_signature_prefix)$/, signature],
  [/^(?:x_)*moz-cite-prefix$/, header],
  [/^(?:x_)*moz-signature$/, signature],
  [/^(?:x_)*yahoo_quoted$/, quote],
  [/^(?:x_)*yahoo-signature$/, signature],
  [/^(?:x_)*ms-outlook-mobile-reference-message$/, { kind: "header", rest: true, ifHeaderBlock: true }],
  [/^(?:x_)*protonmail_quote$/, quote],
  [/^(?:x_)*protonmail_signature_block(?:-user|-proton)?$/, signature],
  [
    /^(?:x_)*(?:tutanota_quote|zmail_extra|freshdesk_quote|front-blockquote|mailquote|mail-quote-collapse|quoted-reply|iosymail|OutlookMessageHeader)$/,
    quote,
  ],
];

/** The block with a line above it that Outlook for Windows and for Mac put over the old mail. */
const topLine = /border-top:\s*(?:solid\s+#[0-9a-f]{3,6}\s+1(?:\.0)?pt|1pt\s+solid\s+#[0-9a-f]{3,6})/i;
/** GMX, web.de, mail.com: no class, only a line at the left. */
const quoteName = /^(?:quote|messageReplySection)$/i;

export function markOf(name: string, attributes: Attributes): Marking | undefined {
  if (attributes.size === 0) return undefined;
  const id = attributes.get("id");
  if (id !== undefined) {
    const found = byId.find(([form]) => form.test(id));
    if (found !== undefined) return found[1];
  }
  const classes = attributes.get("class");
  if (classes !== undefined) {
    for (const word of classes.split(/\s+/, 20)) {
      const found = byClass.find(([form]) => form.test(word));
      // A quoting element of Gmail is the quote itself; the division around it holds the attribution, too.
      if (found !== undefined) return name === "blockquote" && found[1].wrapper ? quote : found[1];
    }
  }
  if (name === "blockquote" && /^cite$/i.test(attributes.get("type") ?? "")) return quote;
  if (name !== "div") return undefined;
  if (quoteName.test(attributes.get("name") ?? "")) return quote;
  if (/^messageSignatureSection$/i.test(attributes.get("name") ?? "")) return signature;
  const style = attributes.get("style");
  if (style !== undefined && topLine.test(style)) return { kind: "header", rest: true, ifHeaderBlock: true };
  return undefined;
}

/** Whether it is worth the time to read the HTML of a mail that has a plain text, too: quick, and never wrong by no. */
export const marksSomething =
  /gmail_quote|gmail_attr|gmail_signature|moz-cite-prefix|moz-signature|divRplyFwdMsg|divRpF|border-top:\s*(?:solid|1pt)|reference-message|yahoo_quoted|yahoo-signature|type=["']?cite|stopSpelling|protonmail_|name=["']?quote|id=["']?(?:x_)*(?:signature|AppleMailSignature|ms-outlook-mobile-signature)|reply-intro|isReplyContent|tutanota_quote|message(?:Reply|Signature)Section|OutlookMessageHeader|zmail_extra|mailquote/i;
