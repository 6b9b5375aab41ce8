/** The words of out-of-office notes and other automatic answers in the languages that mail programs write them. */

/** With a colon (narrow, wide or French): what Outlook and Exchange put before the subject they answer. */
const autoReplyPrefixes = [
  "auto(?:matic|mated)?[ -]?(?:reply|response|answer)",
  "autoreply",
  "automatische (?:antwort|antwoord|reactie)",
  "automatisch(?:e[rs]?)? (?:antwort|antwoord)",
  "r[ée]ponse automatique",
  "respuesta autom[áa]tica",
  "resposta autom[áa]tica",
  "risposta automatica",
  "odpowied[źz] automatyczna",
  "autoodpowied[źz]",
  "autosvar",
  "automatisk[t]? svar",
  "automaattinen vastaus",
  "automatick[áa] odpov[ěe][ďd]",
  "automatikus v[áa]lasz",
  "r[ăa]spuns automat",
  "samodejni odgovor",
  "automatski odgovor",
  "automatinis atsakymas",
  "autom[āa]tisk[āa] atbilde",
  "automaatvastus",
  "otomatik yan[ıi]t",
  "αυτόματη απάντηση",
  "автоматический ответ",
  "автоответ",
  "автоматична відповідь",
  "автоматичен отговор",
  "自動(?:応答|返信|回覆)",
  "自动(?:答复|回复)",
  "자동 ?회신",
  "תשובה אוטומטית",
  "رد تلقائي",
];

/** No person begins a subject so, unless to tell that they are away. */
const absence = [
  "out of (?:the )?office(?: (?:auto(?:matic)?[ -]?reply|reply|notification|message|response))?",
  "(?:i am|i'm|i will be) (?:currently )?(?:out of|away from) (?:the |my )?office",
  "away from (?:the |my )?office",
  "abwesenheits(?:notiz|nachricht|meldung|benachrichtigung|assistent|hinweis|info)",
  "ich bin (?:derzeit |momentan |zur ?zeit )?(?:nicht im b(?:ü|ue)ro|au(?:ß|ss)er haus|abwesend|im urlaub)",
  "absence du bureau",
  "(?:message|avis|notification) d.absence",
  "absent(?:e)? du bureau",
  "fuera de (?:la )?oficina",
  "(?:aviso|mensaje) de ausencia",
  "fora do escrit[óo]rio",
  "(?:aviso|mensagem) de aus[êe]ncia",
  "aus[êe]ncia tempor[áa]ria",
  "fuori (?:sede|ufficio)",
  "(?:messaggio|avviso) di assenza",
  "afwezigheids(?:bericht|melding|assistent)",
  "niet op kantoor",
  "nieobecno[śs][ćc] w biurze",
  "poza biurem",
  "fr[åa]nvaro(?:meddelande|besked)",
  "frav[æa]rs?(?:meddelelse|melding|besked|assistent)",
  "ikke p[åa] kontoret",
  "poissaolo(?:ilmoitus|viesti)",
  "mimo kancel[áa][řr]",
  "irod[áa]n k[íi]v[üu]l",
  "вне офиса",
  "нет на работе",
  "поза офісом",
  "(?:office|ofis) d[ıi][şs][ıi]nda",
  "不在のお知らせ",
  "外出(?:通知|时的自动|時的自動)",
  "부재 ?중",
];

/** Words that a person may well begin a subject with; they count where the header tells of a program. */
const likelyAbsence = [
  "vacation",
  "on (?:annual |maternity |paternity |parental |sick )?(?:vacation|leave|holidays?)",
  "away",
  "abwesen(?:d|heit)",
  "urlaub",
  "au(?:ß|ss)er haus",
  "nicht im b(?:ü|ue)ro",
  "absen(?:t|te|ce)",
  "en cong[ée]s?",
  "ausen(?:te|cia)",
  "de vacaciones",
  "aus[êe]ncia",
  "de f[ée]rias",
  "assen(?:te|za)",
  "in ferie",
  "afwezig(?:heid)?",
  "met vakantie",
  "nieobecno[śs][ćc]",
  "urlop",
  "fr[åa]nvar(?:o|ande)",
  "semester",
  "frav[æa]r",
  "poissa",
  "dovolen[áa]",
  "отпуск",
  "отсутств",
  "відпустк",
  "不在",
  "外出",
  "休假",
  "休暇",
];

const prefixForm = new RegExp(`^(?:${autoReplyPrefixes.join("|")})\\s?[:：]`, "iu");
const wholeForm = new RegExp(`^(?:${autoReplyPrefixes.join("|")})\\s*[!.]?$`, "iu");
/** What may follow, so that "Out of office chairs" is a person's. */
const tail =
  "\\s*(?:$|[\\p{P}|]|(?:until|till|from|through|bis|vom|ab|jusqu|du|au|hasta|del?|fino|dal?|tot|van|do|od|till|fr[åa]n|fra|re)\\b)";
const absenceForm = new RegExp(`^["\\[(*]*(?:${absence.join("|")})${tail}`, "iu");
/** Behind a name: `AUTO: Ann Smith is out of the office (returning 3 May)` is what Notes writes. */
const notesForm =
  /^(?:auto\s?: *)?[^:]{1,60} (?:is (?:currently )?out of (?:the )?office|ist (?:außer haus|nicht im büro))\b/iu;
const likelyForm = new RegExp(`^["\\[(*]*(?:${likelyAbsence.join("|")})(?![\\p{Ll}])`, "iu");

const longestSubject = 300;

/** `Automatic reply: printer`, `自動応答: …`. `Re: Automatic reply: …` is a person who answers one. */
export function isAutoReplySubject(subject: string): boolean {
  const text = subject.slice(0, longestSubject).trim();
  return prefixForm.test(text) || wholeForm.test(text);
}

/** @param proof "certain": it stands by itself; "likely": something else tells that a program wrote the mail */
export function isAbsenceSubject(subject: string, proof: "certain" | "likely"): boolean {
  const text = subject.slice(0, longestSubject).trim();
  if (absenceForm.test(text) || notesForm.test(text)) return true;
  if (proof === "certain") return false;
  const bare = text.replace(prefixForm, "").replace(/^(?:(?:re|aw|sv|antw)\s?:\s*)+/i, "");
  return likelyForm.test(bare) || absenceForm.test(bare) || notesForm.test(bare);
}

const absenceWords = new RegExp(
  [
    "out of (?:the )?office",
    "away from (?:the |my )?(?:office|desk)",
    "on (?:annual |maternity |paternity |parental |sick )?(?:vacation|leave|holidays?)(?! card)",
    "limited access to (?:my )?e-?mail",
    "nicht im b(?:ü|ue)ro",
    "nicht im haus",
    "au(?:ß|ss)er haus",
    "abwesend",
    "im urlaub",
    "wieder erreichbar",
    "absente? (?:du|jusqu|pour)",
    "en cong[ée]s?",
    "actuellement absente?",
    "fuera de (?:la )?oficina",
    "de vacaciones",
    "fora do escrit[óo]rio",
    "de f[ée]rias",
    "fuori (?:sede|ufficio)",
    "in ferie",
    "(?:sar[òo]|sono) assente",
    "niet (?:op kantoor|aanwezig)",
    "afwezig",
    "poza biurem",
    "na urlopie",
    "nieobecn",
    "inte p[åa] kontoret",
    "p[åa] semester",
    "tillbaka (?:den|på)",
    "p[åa] ferie",
    "ikke p[åa] kontoret",
    "lomalla",
    "poissa",
    "mimo kancel[áa][řr]",
    "na dovolen",
    "szabads[áa]gon",
    "в отпуске",
    "отсутств",
    "у відпустці",
    "不在に",
    "不在(?:です|の)",
    "休暇",
    "外出",
    "休假",
    "부재",
  ].join("|"),
  "iu",
);

/** Whether the beginning of a text tells of an absence; asked only of what a program wrote. */
export function speaksOfAbsence(body: string): boolean {
  return absenceWords.test(body.slice(0, 2000));
}
