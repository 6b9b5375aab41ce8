import { describe, expect, it } from "vitest";
import { plainFromHtml } from "../../../src/mail/html/text.ts";
import { segmentsOf } from "../../../src/mail/reply/split.ts";

function read(html: string, body = plainFromHtml(html), subject = "Re: printer"): readonly string[] {
  const segments = segmentsOf(body, html, subject);
  expect(segments.map(({ text }) => text).join("")).toBe(body);
  return segments.map(({ kind, text }) => `${kind}: ${text.trim().replace(/\s*\n\s*/g, " / ")}`);
}

const gmail = `<div dir="ltr"><div>It works again.</div><div><br></div><span class="gmail_signature_prefix">-- </span><br><div dir="ltr" class="gmail_signature" data-smartmail="gmail_signature"><div dir="ltr">Ann Smith<div>Example Ltd</div></div></div></div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">On Mon, Nov 23, 2026 at 10:00 AM Support &lt;<a href="mailto:support@desk.test">support@desk.test</a>&gt; wrote:<br></div><blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex">Is it plugged in?<br>
<br>
Yours, Support<br>
</blockquote></div>
`;
const gmailPlain = `It works again.

-- 
Ann Smith
Example Ltd

On Mon, Nov 23, 2026 at 10:00 AM Support <support@desk.test> wrote:

> Is it plugged in?
>
> Yours, Support
>
`;

describe("quotes and signatures are found by the structure that each program writes", () => {
  it("Gmail", () => {
    const expected = [
      "text: It works again.",
      "signature: -- / Ann Smith / Example Ltd",
      "header: On Mon, Nov 23, 2026 at 10:00 AM Support <support@desk.test> wrote:",
      "quote: > Is it plugged in? / > / > Yours, Support",
    ];
    expect(read(gmail)).toEqual(expected);
    expect(read(gmail, gmailPlain).map((segment) => segment.replace(/ \/ >$/, ""))).toEqual(expected);
  });

  it("Gmail with answers between the quotes", () => {
    const html = `<div dir="ltr"><br></div><div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Mon, Nov 23, 2026 at 10:00 AM Support &lt;support@desk.test&gt; wrote:</div><blockquote class="gmail_quote">Which printer?<br></blockquote><div>The one on floor 2.</div><blockquote class="gmail_quote">Since when?</blockquote><div>Since noon today.</div></div>`;
    expect(read(html)).toEqual([
      "header: On Mon, Nov 23, 2026 at 10:00 AM Support <support@desk.test> wrote:",
      "quote: > Which printer?",
      "text: The one on floor 2.",
      "quote: > Since when?",
      "text: Since noon today.",
    ]);
  });

  it("Gmail passing on", () => {
    const html = `<div dir="ltr">Please see.<br><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">---------- Forwarded message ---------<br>From: <strong>Bob</strong> &lt;bob@customer.test&gt;<br>Date: Mon<br>Subject: printer<br>To: ann<br></div><br>It burns.</div></div>`;
    expect(read(html, undefined, "Fwd: printer")).toHaveLength(1);
  });

  it("Outlook for Windows, whatever the language", () => {
    const html = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!-- p.MsoNormal {margin:0cm;} --></style></head><body lang=DE><div class=WordSection1><p class=MsoNormal>Es geht wieder.<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>Anna<o:p></o:p></p><div><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'><p class=MsoNormal><b>Von:</b> Support &lt;support@desk.test&gt; <br><b>Gesendet:</b> Montag, 23. November 2026 10:00<br><b>An:</b> Anna &lt;anna@customer.test&gt;<br><b>Betreff:</b> Re: Drucker<o:p></o:p></p></div></div><p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>Steckt der Stecker?<o:p></o:p></p></div></body></html>`;
    const expected = [
      "text: Es geht wieder. / Anna",
      "header: Von: Support <support@desk.test> / Gesendet: Montag, 23. November 2026 10:00 / An: Anna <anna@customer.test> / Betreff: Re: Drucker",
      "quote: Steckt der Stecker?",
    ];
    expect(read(html)).toEqual(expected);
    const plain = `Es geht wieder.

Anna

Von: Support <support@desk.test>
Gesendet: Montag, 23. November 2026 10:00
An: Anna <anna@customer.test>
Betreff: Re: Drucker

Steckt der Stecker?
`;
    expect(read(html, plain)).toEqual(expected);
  });

  it("Outlook on the web", () => {
    const html = `<div class="elementToProof">It works again.</div><div id="Signature"><div>Ann Smith</div></div><div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri, sans-serif" color="#000000" style="font-size:11pt"><b>From:</b> Support &lt;support@desk.test&gt;<br><b>Sent:</b> Monday, November 23, 2026 10:00 AM<br><b>To:</b> Ann<br><b>Subject:</b> printer</font><div>&nbsp;</div></div><div class="BodyFragment">Is it plugged in?</div>`;
    expect(read(html)).toEqual([
      "text: It works again.",
      "signature: Ann Smith",
      "header: From: Support <support@desk.test> / Sent: Monday, November 23, 2026 10:00 AM / To: Ann / Subject: printer",
      "quote: Is it plugged in?",
    ]);
    expect(read(html, undefined, "FW: printer").filter((segment) => !segment.startsWith("text:"))).toEqual([
      "signature: Ann Smith",
    ]);
  });

  it("Outlook mobile", () => {
    const html = `<div dir="ltr">It works again.</div><div id="ms-outlook-mobile-signature"><div>Get <a href="https://aka.ms/o0ukef">Outlook for iOS</a></div></div><div id="mail-editor-reference-message-container"><div class="ms-outlook-mobile-reference-message skipProofing" style="text-align: left; padding: 3pt 0in 0in; border-top: 1pt solid #E1E1E1;"><b>From:</b> Support<br><b>Sent:</b> Monday<br><b>To:</b> Ann<br><b>Subject:</b> printer</div><div>Is it plugged in?</div></div>`;
    const kinds = read(html).map((segment) => segment.replace(/:.*/s, ""));
    expect(kinds[0]).toBe("text");
    expect(kinds[1]).toBe("signature");
    expect(kinds.slice(2)).not.toContain("text");
  });

  it("Apple Mail and iPhone", () => {
    const html = `<html><body dir="auto">It works again.<br><br><div dir="ltr">Sent from my iPhone</div><div dir="ltr"><br><blockquote type="cite">On 23. Nov 2026, at 10:00, Support &lt;support@desk.test&gt; wrote:<br><br></blockquote></div><blockquote type="cite"><div dir="ltr">﻿Is it plugged in?</div></blockquote></body></html>`;
    expect(read(html)).toEqual([
      "text: It works again.",
      "signature: Sent from my iPhone",
      "quote: > On 23. Nov 2026, at 10:00, Support <support@desk.test> wrote: / > / > Is it plugged in?",
    ]);
  });

  it("Thunderbird, with an answer below the quote", () => {
    const html = `<div class="moz-cite-prefix">On 11/23/26 10:00, Support wrote:<br></div><blockquote type="cite" cite="mid:x@desk.test">Is it plugged in?</blockquote><p>Now it is, and it works.</p><pre class="moz-signature" cols="72">-- 
Ann</pre>`;
    expect(read(html)).toEqual([
      "header: On 11/23/26 10:00, Support wrote:",
      "quote: > Is it plugged in?",
      "text: Now it is, and it works.",
      "signature: -- / Ann",
    ]);
  });

  it("Yahoo", () => {
    const html = `<div class="ydp1 yahoo-style-wrap"><div dir="ltr">It works again.</div><div class="ydp1 yahoo-signature">Ann</div></div><div id="yahoo_quoted_123" class="yahoo_quoted"><div><div>On Monday, November 23, 2026 at 10:00:00 AM GMT+1, Support &lt;support@desk.test&gt; wrote:</div><div>Is it plugged in?</div></div></div>`;
    expect(read(html).map((segment) => segment.slice(0, 20))).toEqual([
      "text: It works again",
      "signature: Ann",
      "quote: On Monday, No",
    ]);
  });

  it("GMX and web.de", () => {
    const html = `<html><body><div style="font-family: Verdana;"><div>Es geht wieder.</div><div name="quote" style="margin:10px 5px 5px 10px; padding: 10px 0 10px 10px; border-left:2px solid #C3D9E5;"><div style="margin:0 0 10px 0;"><b>Gesendet:</b>&nbsp;Montag, 23. November 2026 um 10:00 Uhr<br><b>Von:</b>&nbsp;Support<br><b>An:</b>&nbsp;anna@gmx.test<br><b>Betreff:</b>&nbsp;Drucker</div><div name="quoted-content">Steckt der Stecker?</div></div></div></body></html>`;
    expect(read(html).map((segment) => segment.slice(0, 12))).toEqual(["text: Es geh", "quote: Gesen"]);
  });

  it("a blockquote of the author's own is told by nothing but its look", () => {
    expect(read("<p>The law says:</p><blockquote>Thou shalt not print.</blockquote><p>So what?</p>")).toEqual([
      "text: The law says:",
      "quote: > Thou shalt not print.",
      "text: So what?",
    ]);
  });

  it("when the HTML tells another story than the text, the text is read by itself", () => {
    expect(read(gmail, "Something else.\n\n> quoted\n")).toEqual(["text: Something else.", "quote: > quoted"]);
  });

  it("what the desk adds below a converted text is text", () => {
    const body = `${plainFromHtml(gmail)}\nInvitation: lunch\n`;
    expect(read(gmail, body).at(-1)).toBe("text: Invitation: lunch");
  });
});
