/** The words by which plain text tells quote, forward and signature apart, in the languages of mail programs. */

/** A line of its own over the old mail; the rest of the message is that mail. */
const originalWords = [
  "original (?:message|e-?mail|appointment)",
  "urspr(?:ü|ue)ngliche (?:nachricht|e-?mail|mail)",
  "message (?:d'origine|original|initial)",
  "mensaje original",
  "mensagem original",
  "messaggio originale",
  "oorspronkelijk(?:e)? (?:bericht|e-?mail)",
  "(?:oryginalna wiadomo[śs][ćc]|wiadomo[śs][ćc] oryginalna)",
  "ursprungligt meddelande",
  "original(?:besked|melding|meddelelse)",
  "opprinnelig melding",
  "oprindelig meddelelse",
  "alkuper[äa]inen viesti",
  "p[ůu]vodn[íi] (?:zpr[áa]va|e-?mail)",
  "eredeti [üu]zenet",
  "mesaj original",
  "исходное сообщение",
  "пересылаемое сообщение",
  "оригінальне повідомлення",
  "orijinal mesaj",
  "αρχικό μήνυμα",
  "元のメッセージ",
  "原始邮件",
  "原始郵件",
  "邮件原件",
  "원본 메시지",
  "reply message|reply to message",
];
export const originalLine = new RegExp(
  `^[ \\t]*[-_=*—–]{2,}[ \\t]*(?:${originalWords.join("|")})[ \\t]*[-_=*—–]{2,}[ \\t]*$`,
  "iu",
);

/** The author passes a mail on: what follows is what the mail is about. */
const forwardWords = [
  "forwarded (?:message|mail|by)",
  "begin forwarded message",
  "weitergeleitete (?:nachricht|mail|e-?mail)",
  "anfang der weitergeleiteten (?:nachricht|e-?mail)",
  "message transf[ée]r[ée]",
  "d[ée]but du message (?:transf[ée]r[ée]|r[ée]exp[ée]di[ée])",
  "mensaje reenviado",
  "inicio del mensaje reenviado",
  "mensagem (?:encaminhada|reencaminhada)",
  "in[íi]cio da mensagem (?:encaminhada|reencaminhada)",
  "messaggio inoltrato",
  "inizio messaggio inoltrato",
  "doorgestuurd bericht",
  "begin doorgestuurd bericht",
  "(?:wiadomo[śs][ćc] przekazana|przekazana wiadomo[śs][ćc]|przekazany list)",
  "pocz[ąa]tek przekazanej wiadomo[śs]ci",
  "vidarebefordrat (?:meddelande|mejl)",
  "vidarebefordrat brev",
  "videresendt (?:besked|melding|meddelelse)",
  "edelleen l[äa]hetetty viesti",
  "v[äa]litetty viesti",
  "p[řr]eposlan[áa] zpr[áa]va",
  "tov[áa]bb[íi]tott (?:[üu]zenet|lev[ée]l)",
  "mesaj redirec[țt]ionat",
  "переслан(?:ное|ое) (?:сообщение|письмо)",
  "начало переадресованного сообщения",
  "переслане повідомлення",
  "(?:y[öo]nlendirilen|iletilen) (?:ileti|mesaj)",
  "προωθημένο μήνυμα",
  "転送(?:された)?メッセージ",
  "転送メール",
  "转发(?:的)?邮件(?:信息)?",
  "轉寄(?:的)?郵件",
  "전달된 메시지",
];
export const forwardLine = new RegExp(
  `^[>\\s]*(?:[-_=*—–]{2,}[ \\t]*)(?:${forwardWords.join("|")})|^[>\\s]*(?:${forwardWords.join("|")})[ \\t]*[:：][ \\t]*$`,
  "iu",
);

export const forwardSubject =
  /^\s*(?:fwd?|wg|tr|rv|enc|i|doorst|vb|vs|vl|pd|továbbítás|пересл|転送|转发|轉寄)\s?[:：]/iu;

/** How the languages say that somebody wrote. */
const wrote = [
  "wrote",
  "writes",
  "schrieb",
  "geschrieben",
  "(?:a |à )?écrit",
  "escribi[óo]",
  "ha scritto",
  "schreef",
  "(?:na)?pisze",
  "napisał(?:\\(a\\)|a)?",
  "escreveu",
  "skrev",
  "kirjoitti",
  "napsal(?:\\(a\\)|a)?",
  "nap[íi]sal(?:\\(a\\)|a)?",
  "ezt írta",
  "írta",
  "a scris",
  "написал(?:\\(а\\)|а)?",
  "пишет",
  "пише",
  "написав(?:\\(ла\\))?",
  "(?:şunu|şunları) yazdı",
  "yazdı",
  "έγραψε",
  "のメール",
  "のメッセージ",
  "は書きました",
  "が書きました",
  "写道",
  "寫道",
  "님이 작성",
  "작성",
  "כתב(?:ה|/ה)?",
];
const wroteForm = new RegExp(
  `(?:^|[\\s\\d,>)\\]"“”']|\\p{Script=Han}|\\p{Script=Hangul}|\\p{Script=Katakana}|\\p{Script=Hiragana})(?:${wrote.join("|")})(?![\\p{L}]{3})`,
  "iu",
);
const endsWithAddress = /<[^<>\s]{1,200}@[^<>\s]{1,200}>\s?[:：]$/;
const opening =
  /^(?:on|am|le|el|il|op|w dniu|dnia|em|no dia|den|på|dne|po|út|st|čt|pá|so|ne|zitat von|quoting|\d{1,4}[-./年])\b|^\d{4}年|^在|^于/iu;
const dated = /\d{1,2}[:.h]\d{2}|\d{4}/;
const addressed = /[^\s<>@]@[^\s<>@]|<mailto:/;

export const longestAttribution = 400;

/** How sure a line is to introduce a quote: "strong" by itself, "weak" only with a quote below it. */
export function attribution(text: string): "strong" | "weak" | undefined {
  const line = text.trim();
  if (line.length > longestAttribution || !/[:：]$/.test(line)) return undefined;
  if (endsWithAddress.test(line) && dated.test(line)) return "strong";
  if (!wroteForm.test(line)) return /^(?:zitat von|quoting)\b/i.test(line) ? "weak" : undefined;
  return dated.test(line) && (opening.test(line) || addressed.test(line)) ? "strong" : "weak";
}

/** How the first of several lines of an introduction begins: `On Mon, Nov 23, …`. */
export function opensAttribution(line: string): boolean {
  return opening.test(line) && dated.test(line);
}

/** A line with a date or an address; an introduction without them is not folded. */
export function namesSender(line: string): boolean {
  return dated.test(line) || addressed.test(line);
}

/** What telephones and some programs put under a mail, with nothing to set it off. */
export const programSignature = new RegExp(
  `^[ \\t*_]*(?:${[
    "(?:sent|send) (?:from|via|with|by|using) (?:my |the )?[\\p{L}\\p{N} .'’<>:/&+-]{1,80}",
    "get outlook for (?:ios|android|mac)\\b.*",
    "(?:von meine[mr]|von) .{1,40} (?:gesendet|gesandt)",
    "gesendet (?:von|mit|über|aus) .{1,60}",
    "diese nachricht wurde von .{1,60} gesendet",
    "(?:outlook für (?:ios|android) beziehen|holen sie sich outlook für .{1,20}|laden sie outlook für .{1,30}).*",
    "envoyé (?:de|depuis|à partir de|avec|par) .{1,60}",
    "(?:obtenez|téléchargez|télécharger) outlook pour .{1,20}",
    "enviado (?:desde|de|do|a partir do|com|con|via|através) .{1,60}",
    "(?:obtener|obtenga|descargar|obter|obtenha) (?:o )?outlook para .{1,20}",
    "inviato (?:da|dal|con|tramite) .{1,60}",
    "(?:scarica|ottieni|scaricare) outlook per .{1,20}",
    "(?:verstuurd|verzonden) (?:vanaf|met|vanuit|via|van) .{1,60}",
    "outlook voor .{1,20} (?:downloaden|ophalen)",
    "wysłan[eoy] (?:z|ze|za|przy) .{1,60}",
    "(?:pobierz|uzyskaj) (?:program )?outlook dla .{1,30}",
    "skickat? (?:från|med|via) .{1,60}",
    "(?:hämta|skaffa) outlook för .{1,20}",
    "sendt (?:fra|via|med) .{1,60}",
    "(?:hent|få) outlook (?:til|for) .{1,20}",
    "lähetetty .{1,60}",
    "odesláno (?:z|ze) .{1,60}",
    "отправлено (?:с|из|от) .{1,60}",
    "надіслано (?:з|із) .{1,60}",
    "(?:.{1,30}(?:dan|den|imdan|ımdan)) gönderildi",
    ".{0,30}(?:から送信|より送信)(?:されました)?",
    "(?:发自|來自|从我的|傳送自|自我的|寄自).{1,40}(?:发送|傳送)?",
    "나의 .{1,20}에서 보냄",
  ].join("|")})[ \\t.*_]*$`,
  "iu",
);

/** Some desks write it over their mail: what is above is new. */
export const replyAboveLine =
  /^[\s#\-=>*_–—]{0,20}(?:please )?(?:type|write|enter) your (?:reply|answer|response) above this line/i;
