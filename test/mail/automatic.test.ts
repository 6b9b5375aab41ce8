import { describe, expect, it } from "vitest";
import { type AutomaticKind, automaticOf } from "../../src/mail/automatic.ts";
import { isAbsenceSubject } from "../../src/mail/outOfOffice.ts";

function kindOf(subject: string, headers: Readonly<Record<string, string>> = {}, body = "", envelopeFrom?: string) {
  const mail = { subject, body, contentType: "text/plain", headers: Object.entries(headers) };
  return automaticOf(mail, envelopeFrom)?.kind;
}

describe("out-of-office notes are known by what their programs write", () => {
  it.each([
    [
      "Exchange",
      "Automatic reply: printer",
      {
        "X-Auto-Response-Suppress": "All",
        "Auto-Submitted": "auto-generated",
        "X-MS-Exchange-Generated-Message-Source": "Mailbox Rules Agent",
      },
      "I am out of the office until Monday.",
    ],
    [
      "Exchange in German",
      "Automatische Antwort: Drucker",
      { "X-Auto-Response-Suppress": "All", "Auto-Submitted": "auto-generated" },
      "Guten Tag, ich bin bis Montag nicht im Büro.",
    ],
    [
      "Gmail",
      "Re: printer",
      { "Auto-Submitted": "auto-replied", "X-Autoreply": "yes", Precedence: "bulk" },
      "I'm on vacation till May.",
    ],
    ["Sieve (RFC 5230)", "Auto: printer", { "Auto-Submitted": "auto-replied (vacation)" }, "Bye"],
    ["cPanel", "Away", { "X-Autorespond": "printer", Precedence: "auto_reply" }, ""],
    ["Notes", "AUTO: Ann Smith is out of the office (returning 03/05/2027)", {}, ""],
    [
      "Zimbra",
      "Re: printer",
      { "X-Mailer": "Vacation Responder", "Auto-Submitted": "auto-replied (zimbra; vacation)" },
      "",
    ],
    [
      "Gmail in French",
      "Re: imprimante",
      { "Auto-Submitted": "auto-replied" },
      "Je suis actuellement absente du bureau.",
    ],
  ] as const)("%s", (_name, subject, headers, body) => {
    expect(kindOf(subject, headers, body)).toBe("outOfOffice");
  });
});

describe("out-of-office notes without any header are known by subjects that no person writes", () => {
  it.each([
    "Out of Office",
    "Out of the office: Ann",
    "Out of Office Re: printer",
    "Abwesenheitsnotiz: Drucker",
    "Abwesenheitsnotiz",
    "Ich bin nicht im Büro",
    "Absence du bureau : imprimante",
    "Message d'absence",
    "Fuera de la oficina: impresora",
    "Fora do escritório: impressora",
    "Fuori ufficio: stampante",
    "Afwezigheidsbericht: printer",
    "Nieobecność w biurze: drukarka",
    "Frånvaromeddelande: skrivare",
    "Fraværsmeddelelse: printer",
    "Poissaoloilmoitus",
    "Вне офиса: принтер",
    "不在のお知らせ",
    "外出通知",
  ])("%s", (subject) => {
    expect(kindOf(subject)).toBe("outOfOffice");
  });
});

describe("automatic answers in many languages are no person's", () => {
  it.each([
    "Automatic reply: printer",
    "Auto-reply: printer",
    "Autoreply: printer",
    "Automatische Antwort: Drucker",
    "Réponse automatique : imprimante",
    "Respuesta automática: impresora",
    "Risposta automatica: stampante",
    "Automatisch antwoord: printer",
    "Odpowiedź automatyczna: drukarka",
    "Resposta automática: impressora",
    "Autosvar: skrivare",
    "Automatisk svar: printer",
    "Automaattinen vastaus: tulostin",
    "Automatická odpověď: tiskárna",
    "Automatikus válasz: nyomtató",
    "Răspuns automat: imprimantă",
    "Otomatik Yanıt: yazıcı",
    "Автоматический ответ: принтер",
    "Автоматична відповідь: принтер",
    "Αυτόματη απάντηση: εκτυπωτής",
    "自動応答: プリンタ",
    "自动答复: 打印机",
    "自動回覆: 印表機",
    "자동 회신: 프린터",
  ])("%s", (subject) => {
    expect(kindOf(subject)).toBe("autoReply");
    expect(kindOf(subject, {}, "I am out of the office.")).toBe("outOfOffice");
  });
});

describe("what a person writes is not automatic", () => {
  it.each([
    "printer",
    "Re: Automatic reply: printer",
    "AW: Abwesenheitsnotiz: Drucker",
    "Out of office chairs, please order ten",
    "Auto: new tyres wanted",
    "Urlaub: please set up my replacement",
    "Vacation request",
    "Automatic reply does not work",
    "How do I set an out of office note?",
    "ご不在連絡票の件",
  ])("%s", (subject) => {
    expect(kindOf(subject, { "Auto-Submitted": "no" }, "I shall be on vacation next week.")).toBeUndefined();
  });

  it("although it passed a mailing list, where the subject is a person's", () => {
    expect(kindOf("Automatic reply: printer", { "List-Id": "Users <users.example.org>" })).toBe("list");
  });
});

describe("each sign of a program is read", () => {
  const table: readonly (readonly [AutomaticKind | undefined, string, string])[] = [
    ["autoReply", "Auto-Submitted", "auto-replied"],
    ["notification", "Auto-Submitted", "auto-generated"],
    ["notification", "Auto-Submitted", "auto-notified; owner-email=x@y.test"],
    [undefined, "Auto-Submitted", "no"],
    ["bulk", "Precedence", "bulk"],
    ["bulk", "Precedence", "junk"],
    ["list", "Precedence", "list"],
    ["autoReply", "Precedence", "auto_reply"],
    ["autoReply", "X-Autoreply", "yes"],
    [undefined, "X-Autoreply", "no"],
    ["notification", "X-Auto-Response-Suppress", "OOF, AutoReply"],
    [undefined, "X-Auto-Response-Suppress", "None"],
    ["notification", "X-Loop", "support@desk.test"],
    ["list", "List-Id", "Users <users.example.org>"],
    ["bulk", "List-Unsubscribe", "<mailto:off@news.test>"],
    ["list", "Mailing-List", "contact users-help@example.org; run by ezmlm"],
  ];
  it.each(table)("%s: %s: %s", (kind, name, value) => {
    expect(kindOf("printer", { [name]: value })).toBe(kind);
  });

  it("the null envelope sender is a program's", () => {
    expect(kindOf("printer", {}, "", "")).toBe("notification");
    expect(kindOf("printer", {}, "", "ann@customer.test")).toBeUndefined();
  });

  it("a list is named by the words of List-Id, else by its identifier", () => {
    const list = (value: string) =>
      automaticOf(
        {
          subject: "x",
          body: "",
          contentType: "text/plain",
          headers: [
            ["List-Unsubscribe", "<x>"],
            ["List-Id", value],
          ],
        },
        undefined,
      );
    expect(list('"Our users" <users.example.org>')).toMatchObject({ kind: "list", list: "Our users" });
    expect(list("Our users <users.example.org>")).toMatchObject({ list: "Our users" });
    expect(list("<users.example.org>")).toMatchObject({ list: "users.example.org" });
  });

  it("a word that a person may use counts beside another sign", () => {
    expect(isAbsenceSubject("Urlaub bis 3. Mai", "certain")).toBe(false);
    expect(isAbsenceSubject("Urlaub bis 3. Mai", "likely")).toBe(true);
    expect(kindOf("Urlaub bis 3. Mai", { Precedence: "bulk" })).toBe("outOfOffice");
  });
});
