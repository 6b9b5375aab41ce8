import { describe, expect, it } from "vitest";
import { shownContentIds } from "../../../src/mail/html/links.ts";
import { plainFromHtml } from "../../../src/mail/html/text.ts";
import { expectOrdinary } from "../../ordinaryMail.ts";

function cases(table: Readonly<Record<string, readonly [html: string, text: string]>>): void {
  it.each(Object.entries(table))("%s", (_name, [html, text]) => {
    expect(plainFromHtml(html)).toBe(text === "" ? "" : `${text}\n`);
  });
}

describe("HTML becomes the text that a person reads", () => {
  cases({
    "white space is folded, entities are characters": [
      "<p>One\n  two&nbsp;&amp; &lt;three&gt; &euro;5 &#8364; &#x20ac;</p>",
      "One two & <three> €5 € €",
    ],
    "control characters that hide in entities are no text": [
      '<p>Red&#27;[31m &#x9b;1m&#0;alert</p><a href="https://x.test/&#27;]8;;">there&#14;</a>',
      "Red␛[31m ›1m\ufffdalert\n\nthere <https://x.test/␛]8;;>",
    ],
    "paragraphs stand apart, lines do not": [
      "<p>One<br>two</p><p>three</p><div>four</div><div>five</div>",
      "One\ntwo\n\nthree\n\nfour\nfive",
    ],
    "an empty line that was typed stays": ["<div>One</div><div><br></div><div>two</div>", "One\n\ntwo"],
    "Word's paragraphs are lines": [
      "<p class=MsoNormal>One<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>two</p>",
      "One\n\ntwo",
    ],
    headings: ["<h1>Title</h1>Text<h2>Next</h2>", "Title\n\nText\n\nNext"],
    "what is written as it stands": ["<pre>a\n   b</pre><p>c</p>", "a\n   b\n\nc"],
    "quotes, also in quotes": ["<blockquote>one<blockquote>two</blockquote></blockquote>", "> one\n>\n> > two"],
    lists: [
      "<ul><li>one<li>two<ul><li>inner</li></ul></li></ul><ol start=3><li><p>x</p></li><li>y</ol>",
      "* one\n* two\n  * inner\n\n3. x\n4. y",
    ],
    "a list's lines stand under its bullet": [
      "<ol type=a><li>one<br>more</li><li>two</li></ol>",
      "a. one\n   more\nb. two",
    ],
    "style, script, title and comments are not for readers": [
      "<head><title>T</title><style>p{}</style></head><script>x<y</script><!-- c --><!--[if mso]><p>MSO</p><![endif]--><p>Text</p>",
      "Text",
    ],
    "what is for other programs than Word is shown": [
      "<![if !mso]><p>Shown</p><![endif]><!--[if !mso]><!--><p>Too</p><!--<![endif]-->",
      "Shown\n\nToo",
    ],
    "hidden text, as newsletters put it before their own": [
      `<div style="display:none;max-height:0">Preview &zwnj;&nbsp;&zwnj;</div><span style="DISPLAY: NONE !important">x</span><p hidden>y</p><p style="opacity:0.9">Text</p>`,
      "Text",
    ],
    "an unclosed tag, a stray end": ["<b><i>One</b> two</i></div></p>three", "One two\nthree"],
    "no HTML at all": ["1 < 2 and 3 > 2", "1 < 2 and 3 > 2"],
    nothing: ["<html><body><p>&nbsp;</p></body></html>", ""],
    "Chinese stays together": ["<p>打印机<br>坏了</p>", "打印机\n坏了"],
  });
});

describe("links tell where they go, once", () => {
  cases({
    "behind their words": [
      'See <a href="https://x.test/a?b=1&amp;c=2">our page</a>.',
      "See our page <https://x.test/a?b=1&c=2>.",
    ],
    "not where the words say it": [
      '<a href="https://www.x.test/">www.x.test</a> <a href="http://x.test">http://x.test/</a>',
      "www.x.test http://x.test/",
    ],
    "nor an address twice": [
      '<a href="mailto:ann@x.test?subject=hi">ann@x.test</a> <a href="mailto:ann@x.test">Ann</a>',
      "ann@x.test Ann <ann@x.test>",
    ],
    "nor the same place several times in a row": [
      '<a href="https://x.test/a">One</a> and <a href="https://x.test/a">two</a>',
      "One <https://x.test/a> and two",
    ],
    "not within the page, not as program": [
      '<a href="#top">Top</a> <a href="javascript:alert(1)">Run</a> <a name="x">Name</a>',
      "Top Run Name",
    ],
    "not behind a mere image": ['<a href="https://x.test/track"><img src="https://x.test/logo.png"></a>Text', "Text"],
    "a deceitful link shows its true place": [
      '<a href="https://evil.test/">https://bank.test/</a>',
      "https://bank.test/ <https://evil.test/>",
    ],
  });
});

describe("images", () => {
  cases({
    "stand by their description": ['<img src="https://x.test/i.png" alt="Floor plan">', "[Floor plan]"],
    "or by their name, when the mail carries them": ['See <img src="cid:image001.png@01DD5E">', "See [image001.png]"],
    "or as image": ['<img src="cid:4711">', "[image]"],
    "not when they only count readers": ['Text<img src="https://x.test/t.gif" width="1" height="1" alt="t">', "Text"],
  });
  it("are known by the Content-IDs the text shows", () => {
    expect([
      ...shownContentIds(`<img src="cid:A%40b"><td background='cid:c@d'><p style="background:url(cid:e)">`),
    ]).toEqual(["a@b", "c@d", "e"]);
  });
});

describe("tables", () => {
  cases({
    "of data stand in columns": [
      "<table border=1><tr><th>Name</th><th>Amount</th></tr><tr><td>Printer</td><td>1</td></tr><tr><td>日本</td><td>200</td></tr></table>",
      "Name     Amount\nPrinter  1\n日本     200",
    ],
    "of short pairs too": [
      "<p>Order</p><table><tr><td>Number:</td><td>4711</td></tr><tr><td>Date:</td><td>2026-11-24</td></tr></table>",
      "Order\n\nNumber:  4711\nDate:    2026-11-24",
    ],
    "that are too wide are parted by lines": [
      `<table><tr><th>A</th><th>B</th></tr><tr><td>${"a".repeat(80)}</td><td>${"b".repeat(80)}</td></tr></table>`,
      `A | B\n${"a".repeat(80)} | ${"b".repeat(80)}`,
    ],
    "of layout are read cell by cell": [
      `<table role="presentation"><tr><td>Left</td><td>Right</td></tr></table><table><tr><td><p>One</p><p>two</p></td><td>three</td></tr></table><table><tr><td><table><tr><td>in</td></tr></table></td><td>out</td></tr></table>`,
      "Left\nRight\nOne\n\ntwo\nthree\nin\nout",
    ],
  });
});

describe("hostile HTML takes time only by its length", () => {
  const units = [
    "<div>",
    "<b>",
    "<blockquote>x",
    "<table><tr><td>",
    "<ul><li>x",
    "<b></div>",
    "<p a=",
    "&",
    "<",
    "<br>",
    "<a href=x>",
    "<span></b>",
  ];
  const more = [
    "<td>x",
    "<!--",
    "<p style='display:",
    "<table><tr><td>a</td><td>b</td></tr>",
    "<div class=gmail_quote>x",
    "<pre>\n",
    "<a href=cid:>x</a>",
    "<img alt=x>",
  ];
  it.each([...units, ...more])("%s", async (unit) => {
    const html = unit.repeat(1_000_000 / unit.length);
    await expectOrdinary(html.length, () => plainFromHtml(html));
  });
});
