import { describe, expect, it } from "vitest";
import { segmentsOf } from "../../../src/mail/reply/split.ts";
import { expectOrdinary } from "../../ordinaryMail.ts";

/** kind → the first line of each segment, blank ones left out; the text of all together must be the body. */
function read(body: string, subject = "Re: printer", html: string | null = null): readonly string[] {
  const segments = segmentsOf(body, html, subject);
  expect(segments.map(({ text }) => text).join("")).toBe(body);
  return segments.map(({ kind, text }) => `${kind}: ${(text.trim().split("\n")[0] ?? "").trimEnd()}`);
}

/** One new line, what introduces the quote, the quote. */
const threeParts = (introduction: string, old = "Old text.\nMore of it.") => ({
  body: `New text.\n\n${introduction}\n${old}\n`,
  expected: ["text: New text.", `header: ${introduction.split("\n")[0]}`, `quote: ${old.split("\n")[0]}`],
});

const quoted = "> Old text.\n>\n> More of it.";

describe("a line of introduction and the quote below it are told from the new text", () => {
  it.each(
    Object.entries({
      "Gmail, English": "On Mon, Nov 23, 2026 at 10:00 AM Support <support@desk.test> wrote:",
      "Gmail, folded": "On Mon, Nov 23, 2026 at 10:00 AM The Support Team of Example\n<support@desk.test> wrote:",
      "Gmail, German": "Am Mo., 23. Nov. 2026 um 10:00 Uhr schrieb Support <support@desk.test>:",
      "Gmail, French": "Le lun. 23 nov. 2026 à 10:00, Support <support@desk.test> a écrit :",
      "Gmail, Spanish": "El lun, 23 nov 2026 a las 10:00, Support (<support@desk.test>) escribió:",
      "Gmail, Italian": "Il giorno lun 23 nov 2026 alle ore 10:00 Support <support@desk.test> ha scritto:",
      "Gmail, Dutch": "Op ma 23 nov 2026 om 10:00 schreef Support <support@desk.test>:",
      "Gmail, Polish": "pon., 23 lis 2026 o 10:00 Support <support@desk.test> napisał(a):",
      "Gmail, Portuguese": "Em seg., 23 de nov. de 2026 às 10:00, Support <support@desk.test> escreveu:",
      "Gmail, Swedish": "Den mån 23 nov. 2026 kl 10:00 skrev Support <support@desk.test>:",
      "Gmail, Danish": "Den man. 23. nov. 2026 kl. 10.00 skrev Support <support@desk.test>:",
      "Gmail, Finnish": "ma 23. marrask. 2026 klo 10.00 Support (support@desk.test) kirjoitti:",
      "Gmail, Czech": "po 23. 11. 2026 v 10:00 odesílatel Support <support@desk.test> napsal:",
      "Gmail, Hungarian": "Support <support@desk.test> ezt írta (időpont: 2026. nov. 23., H, 10:00):",
      "Gmail, Romanian": "În lun., 23 nov. 2026 la 10:00, Support <support@desk.test> a scris:",
      "Gmail, Russian": "пн, 23 нояб. 2026 г. в 10:00, Support <support@desk.test>:",
      "Gmail, Ukrainian": "пн, 23 лист. 2026 р. о 10:00 Support <support@desk.test> пише:",
      "Gmail, Turkish": "Support <support@desk.test>, 23 Kas 2026 Pzt, 10:00 tarihinde şunu yazdı:",
      "Gmail, Greek": "Στις Δευ 23 Νοε 2026 στις 10:00, ο χρήστης Support <support@desk.test> έγραψε:",
      "Gmail, Japanese": "2026年11月23日(月) 10:00 Support <support@desk.test>:",
      "Gmail, Chinese": "Support <support@desk.test> 于2026年11月23日周一 10:00写道：",
      "Gmail, Korean": "2026년 11월 23일 (월) 오전 10:00, Support <support@desk.test>님이 작성:",
      Thunderbird: "On 11/23/26 10:00, Support wrote:",
      "Thunderbird, German": "Am 23.11.26 um 10:00 schrieb Support:",
      "Thunderbird, French": "Le 23/11/2026 à 10:00, Support a écrit :",
      "Thunderbird, Polish": "W dniu 23.11.2026 o 10:00, Support pisze:",
      "Apple Mail": "On 23. Nov 2026, at 10:00, Support <support@desk.test> wrote:",
      "Apple Mail, German": "Am 23.11.2026 um 10:00 schrieb Support <support@desk.test>:",
      Mutt: "On Mon, Nov 23, 2026 at 10:00:00AM +0100, Support wrote:",
      "a man of few words": "Support wrote:",
    }),
  )("%s", (_name, introduction) => {
    const { body, expected } = threeParts(introduction, quoted);
    expect(read(body)).toEqual(expected);
  });

  it("also right below the new text", () => {
    expect(read("It burns.\nBye, Ann\nOn Mon, Nov 23, 2026 at 10:00 AM Support wrote:\n> Old\n")).toEqual([
      "text: It burns.",
      "header: On Mon, Nov 23, 2026 at 10:00 AM Support wrote:",
      "quote: > Old",
    ]);
  });

  it("even where the program puts no > before the old lines, if the introduction can be nothing else", () => {
    const { body, expected } = threeParts("On Mon, Nov 23, 2026 at 10:00 AM Support <support@desk.test> wrote:");
    expect(read(body)).toEqual(expected);
    expect(read("Hello\nMy colleague wrote:\nThe printer burns.\n")).toEqual(["text: Hello"]);
  });
});

describe("Outlook's block of header lines begins the old mail", () => {
  it.each(
    Object.entries({
      English:
        "From: Support <support@desk.test>\nSent: Monday, November 23, 2026 10:00 AM\nTo: Ann <ann@customer.test>\nSubject: Re: printer\n",
      "English, bold":
        "*From:* Support <support@desk.test>\n*Sent:* Monday, November 23, 2026 10:00 AM\n*To:* Ann <ann@customer.test>\n*Subject:* Re: printer\n",
      German:
        "Von: Support <support@desk.test>\nGesendet: Montag, 23. November 2026 10:00\nAn: Ann <ann@customer.test>\nBetreff: Re: Drucker\n",
      French:
        "De : Support <support@desk.test>\nEnvoyé : lundi 23 novembre 2026 10:00\nÀ : Ann <ann@customer.test>\nObjet : Re: imprimante\n",
      Spanish:
        "De: Support <support@desk.test>\nEnviado el: lunes, 23 de noviembre de 2026 10:00\nPara: Ann <ann@customer.test>\nAsunto: Re: impresora\n",
      Italian:
        "Da: Support <support@desk.test>\nInviato: lunedì 23 novembre 2026 10:00\nA: Ann <ann@customer.test>\nOggetto: Re: stampante\n",
      Dutch:
        "Van: Support <support@desk.test>\nVerzonden: maandag 23 november 2026 10:00\nAan: Ann <ann@customer.test>\nOnderwerp: Re: printer\n",
      Polish:
        "Od: Support <support@desk.test>\nWysłano: poniedziałek, 23 listopada 2026 10:00\nDo: Ann <ann@customer.test>\nTemat: Re: drukarka\n",
      Portuguese:
        "De: Support <support@desk.test>\nEnviado: segunda-feira, 23 de novembro de 2026 10:00\nPara: Ann <ann@customer.test>\nAssunto: Re: impressora\n",
      Swedish:
        "Från: Support <support@desk.test>\nSkickat: den 23 november 2026 10:00\nTill: Ann <ann@customer.test>\nÄmne: Re: skrivare\n",
      Danish:
        "Fra: Support <support@desk.test>\nSendt: 23. november 2026 10:00\nTil: Ann <ann@customer.test>\nEmne: Re: printer\n",
      Russian:
        "От: Support <support@desk.test>\nОтправлено: 23 ноября 2026 г. 10:00\nКому: Ann <ann@customer.test>\nТема: Re: принтер\n",
      Japanese:
        "差出人: Support <support@desk.test>\n送信日時: 2026年11月23日 10:00\n宛先: Ann <ann@customer.test>\n件名: Re: プリンタ\n",
      Chinese:
        "发件人: Support <support@desk.test>\n发送时间: 2026年11月23日 10:00\n收件人: Ann <ann@customer.test>\n主题: Re: 打印机\n",
      "traditional Chinese":
        "寄件者: Support <support@desk.test>\n寄件日期: 2026年11月23日 10:00\n收件者: Ann <ann@customer.test>\n主旨: Re: 印表機\n",
      Korean:
        "보낸 사람: Support <support@desk.test>\n보낸 날짜: 2026년 11월 23일 10:00\n받는 사람: Ann <ann@customer.test>\n제목: Re: 프린터\n",
      "with folded recipients":
        "From: Support\nSent: Monday, November 23, 2026 10:00 AM\nTo: Ann <ann@customer.test>; Bob <bob@customer.test>;\nCarl <carl@customer.test>\nCc: Dora\nSubject: Re: printer\nImportance: High\n",
      "GMX, which begins with the date":
        "Gesendet: Montag, 23. November 2026 um 10:00 Uhr\nVon: Support <support@desk.test>\nAn: ann@gmx.test\nBetreff: Re: Drucker\n",
      "with empty lines between":
        "From: Support\n\nSent: Monday, November 23, 2026 10:00 AM\n\nTo: Ann\n\nSubject: Re: printer\n",
    }),
  )("%s", (_name, block) => {
    const { body, expected } = threeParts(block);
    expect(read(body)).toEqual(expected);
  });

  it.each([
    "-----Original Message-----",
    "-----Ursprüngliche Nachricht-----",
    "-----Message d'origine-----",
    "-----Mensaje original-----",
    "-----Messaggio originale-----",
    "-----Oorspronkelijk bericht-----",
    "-----Oryginalna wiadomość-----",
    "-----Mensagem original-----",
    "-----Ursprungligt meddelande-----",
    "-----元のメッセージ-----",
    "-----原始邮件-----",
    "-------- Original message --------",
    "________________________________",
  ])("also behind %s", (line) => {
    const { body, expected } = threeParts(
      `${line}\nFrom: Support <support@desk.test>\nSent: Monday, November 23, 2026 10:00 AM\nTo: Ann\nSubject: Re: printer\n`,
    );
    expect(read(body)).toEqual(expected);
  });

  it("but words that only look like one are text", () => {
    expect(read("From: where did you get this?\nTo: whom should I turn?\n")).toEqual([
      "text: From: where did you get this?",
    ]);
    expect(read("Please change:\nSubject: x\nTo the following:\nAll is well.\n")).toEqual(["text: Please change:"]);
  });
});

describe("answers between quoted lines stay text", () => {
  it("however many there are", () => {
    const body = `On Mon, Nov 23, 2026 at 10:00 AM Support wrote:
> Which printer is it?

The one on floor 2.

> And since when does it burn?
> Please be quick.

Since noon.

-- 
Ann
`;
    expect(read(body)).toEqual([
      "header: On Mon, Nov 23, 2026 at 10:00 AM Support wrote:",
      "quote: > Which printer is it?",
      "text: The one on floor 2.",
      "quote: > And since when does it burn?",
      "text: Since noon.",
      "signature: --",
    ]);
  });
});

describe("signatures", () => {
  it("begin behind the line of two hyphens and a blank, and end where a quote begins", () => {
    expect(read("Thanks!\n-- \nAnn Smith\nExample Ltd\n\nOn 2026-11-23 10:00, Support wrote:\n> Old\n")).toEqual([
      "text: Thanks!",
      "signature: --",
      "header: On 2026-11-23 10:00, Support wrote:",
      "quote: > Old",
    ]);
  });
  it("begin so also where the blank was cut off, unless a long text follows", () => {
    expect(read("Thanks!\n--\nAnn Smith\n")).toEqual(["text: Thanks!", "signature: --"]);
    const long = Array.from({ length: 30 }, (_, at) => `Line ${at} of my report`).join("\n");
    expect(read(`Part one\n--\n${long}\n`)).toEqual(["text: Part one"]);
  });
  it.each([
    "Sent from my iPhone",
    "Sent from my Samsung Galaxy smartphone.",
    "Sent from Mail for Windows",
    "Sent from Yahoo Mail on Android",
    "Sent via BlackBerry from T-Mobile",
    "Get Outlook for iOS <https://aka.ms/o0ukef>",
    "Von meinem iPhone gesendet",
    "Gesendet von Mail für Windows 10",
    "Diese Nachricht wurde von meinem Android Mobiltelefon mit GMX Mail gesendet.",
    "Envoyé de mon iPhone",
    "Enviado desde mi iPhone",
    "Inviato da iPhone",
    "Verstuurd vanaf mijn iPhone",
    "Wysłane z iPhone'a",
    "Enviado do meu iPhone",
    "Skickat från min iPhone",
    "Sendt fra min iPhone",
    "Lähetetty iPhonesta",
    "Отправлено с iPhone",
    "iPhoneから送信",
    "发自我的iPhone",
    "나의 iPhone에서 보냄",
  ])("of programs: %s", (line) => {
    expect(read(`Thanks!\n\n${line}\n`)).toEqual(["text: Thanks!", `signature: ${line}`]);
    expect(read(`Thanks!\n\n${line}\n\n> Old\n`)).toEqual(["text: Thanks!", `signature: ${line}`, "quote: > Old"]);
  });
});

describe("what is passed on is kept as text", () => {
  it.each([
    "---------- Forwarded message ---------\nFrom: Bob <bob@customer.test>\nDate: Mon, Nov 23, 2026 at 10:00 AM\nSubject: printer\nTo: Ann <ann@customer.test>\n\n\nIt burns.\n",
    "Begin forwarded message:\n\n> From: Bob <bob@customer.test>\n> Date: 23 November 2026\n> To: Ann\n> Subject: printer\n> \n> It burns.\n",
    "-------- Weitergeleitete Nachricht --------\nBetreff: Drucker\nDatum: Mon, 23 Nov 2026\nVon: Bob <bob@customer.test>\nAn: ann@customer.test\n\nEs brennt.\n",
  ])("%s", (passed) => {
    expect(read(`Please see below.\n\n${passed}`, "Fwd: printer")).toEqual(["text: Please see below."]);
    expect(read(passed, "Fwd: printer")).toHaveLength(1);
  });
  it("also by Outlook, which tells it in the subject only", () => {
    const body =
      "FYI\n\nFrom: Bob <bob@customer.test>\nSent: Monday, November 23, 2026 10:00 AM\nTo: Ann\nSubject: printer\n\nIt burns.\n";
    expect(read(body, "FW: printer")).toEqual(["text: FYI"]);
    expect(read(body, "WG: printer")).toEqual(["text: FYI"]);
    expect(read(body, "RE: FW: printer")).toHaveLength(3);
  });
  it("and so is a mail that is nothing but a quote", () => {
    expect(read("> It burns.\n> Help!\n")).toEqual(["text: > It burns."]);
  });
});

describe("a mail without any history", () => {
  it.each(["", "\n", "Hello\n", "Hello", "Dear all:\n\nit burns at 10:00:\nfloor 2.\n"])("%j is one text", (body) => {
    expect(read(body).every((segment) => segment.startsWith("text:"))).toBe(true);
  });
});

describe("hostile input takes time only by its length", () => {
  it.each([
    "> ",
    "-- \n",
    "--\n",
    "From: a\n",
    "On 1:00\n",
    ">",
    "\n",
    "From: x\nSent: y\n",
    "a wrote:\n",
    "_____\n",
    "Sent from x\n",
    " ",
  ])("%j", async (unit) => {
    const body = unit.repeat(1_000_000 / unit.length);
    await expectOrdinary(body.length, () => read(body));
  });
});
