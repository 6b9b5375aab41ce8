/** What mail servers write into bounces without a report, in their own words and languages; a table and nothing else. */

/** Any of these, white space folded. */
function anyOf(...phrases: readonly string[]): RegExp {
  return new RegExp(phrases.join("|"), "iu");
}

export const subjectForms = anyOf(
  "^(?:re: )?failure notice",
  "^undeliver(?:able|ed)(?: mail| message)?\\b",
  "^(?:mail|message) (?:delivery|system) (?:fail|error|problem|status|warning)",
  "^mail delivery (?:failed|failure|system|delayed)",
  "^delivery (?:status notification|failure|failed|notification|report|delayed|final failure)",
  "^returned (?:mail|to sender|e-?mail)",
  "^(?:mail|message|e-?mail)[^:]{0,20} (?:could not be|not|was not) delivered",
  "^delayed mail",
  "^warning: (?:could not send|message .{1,80} delayed)",
  "^nondeliverable mail",
  "^permanent delivery failure",
  "^(?:message )?status - undeliverable",
  "^unzustellbar",
  "^nicht zugestellt",
  "^(?:mail|nachricht)[^:]{0,30} (?:unzustellbar|konnte nicht)",
  "^zustellung(?:sfehler| fehlgeschlagen)",
  "^fehler bei der (?:nachrichten)?zustellung",
  "^non remis",
  "^[ée]chec de (?:la )?(?:remise|distribution)",
  "^no se puede entregar",
  "^no entregado",
  "^error (?:de|en la) entrega",
  "^non recapitabile",
  "^mancato recapito",
  "^onbestelbaar",
  "^niet[ -]bestelbaar",
  "^nie ?dostarczon",
  "^niedor[ęe]czon",
  "^n[ãa]o (?:entregue|foi poss[íi]vel)",
  "^falha na entrega",
  "^det gick inte att leverera",
  "^olevererbart",
  "^kan ikke leveres",
  "^toimitusvirhe",
  "^недоставлен",
  "^не удается доставить",
  "^配信不能",
  "^配信できません",
  "^未送达",
  "^无法投递",
  "^系统退信",
  "^退信",
);

export const warningSubjects = anyOf(
  "^warning: ",
  "^delayed mail",
  "^delivery (?:status notification \\(delay\\)|delayed)",
  "^(?:mail|message) delivery (?:is )?delayed",
  "delayed \\d+ hours",
);

export const failurePhrases = anyOf(
  // qmail, and Yahoo after it
  "this is the qmail-send program",
  "i'?m afraid i wasn'?t able to deliver your message",
  "(?:sorry, )?(?:we were|i was) unable to deliver your message",
  "i'?ve given up",
  // Exim, and GMX, web.de, IONOS after it
  "could not be delivered to (?:one or more|the following|all|some)",
  "this is a permanent error",
  "the following address(?:\\(es\\)|es)? failed",
  // Postfix
  "your message could not be delivered",
  "i'm sorry to have to inform you that",
  // sendmail
  "the following addresses had (?:permanent fatal errors|delivery problems)",
  // Gmail
  "delivery to the following recipients? (?:failed|has been failed|permanently)",
  "your message wasn'?t delivered to",
  "there was a problem delivering your message to",
  // Exchange, Office 365
  "your message did not reach some or all of the intended recipients",
  "delivery has failed to these recipients",
  "the following recipient\\(s\\) c(?:ould not|annot) be reached",
  "your message to .{1,300} could(?:n'?t| not) be delivered",
  "the (?:e-?mail|message) (?:you sent|account) .{0,80}(?:could not be|does not exist)",
  // Notes, Domino
  "was not delivered to",
  "not listed in (?:public name & address book|domino directory)",
  "failure reasons?",
  // MDaemon, Mercury, Courier, smail (T-Online), CommuniGate, GroupWise
  "permanent fatal delivery errors?",
  "the attached message (?:has )?failed to (?:be delivered|arrive)",
  "your message to the following recipients? c(?:annot|ould not) be delivered",
  "failed addresses follow",
  "no valid recipients were found for this message",
  "failed to route the message",
  "undeliverable (?:address|to)",
  "(?:delivery|mail) (?:attempt )?failed (?:for|to)",
  "could not be delivered(?: to)? (?:because|due)",
  "user (?:unknown|not known)|unknown user|mailbox (?:unavailable|full|not found)|no such (?:user|recipient|mailbox)",
  // German
  "konnte (?:leider )?nicht zugestellt werden",
  "fehler bei der nachrichtenzustellung",
  "die nachricht (?:wurde|konnte) nicht",
  "ihre nachricht .{1,300} (?:konnte|wurde) nicht",
  "hat einige oder alle empfänger nicht erreicht",
  // French, Spanish, Italian, Portuguese, Dutch, Polish, Swedish
  "n.a (?:pas )?pu être (?:remis|distribu|livr|délivr)",
  "échec de la remise",
  "votre message n.a pas (?:été|pu)",
  "no se (?:ha )?pud?o? ?(?:puede |podido )?entregar",
  "error al entregar",
  "su mensaje no (?:ha|pudo|se)",
  "non (?:è stato|è stata|può essere|è stato possibile) (?:recapitat|consegnat|recapitare)",
  "impossibile (?:recapitare|consegnare)",
  "não (?:pôde|foi possível|pode) (?:ser )?entreg",
  "falha na entrega",
  "kan niet worden (?:bezorgd|afgeleverd)",
  "(?:is|was) niet (?:bezorgd|afgeleverd)",
  "nie (?:mogła|może|można|udało się) .{0,40}dostarcz",
  "nie została dostarczona",
  "(?:kunde|gick) inte (?:att )?lever",
  // Japanese, Chinese, Russian
  "配信(?:でき|されま|に失敗)",
  "送信できませんでした",
  "未(?:能)?(?:送达|投递)",
  "无法(?:投递|送达|发送)",
  "被退回",
  "не (?:удалось|было|может быть|было возможно) достав",
);

/** Words that say: nothing is lost yet. They outweigh the others, which such warnings also use. */
export const delayPhrases = anyOf(
  "this is a warning (?:message )?only",
  "you do not need to resend (?:your|the) message",
  "has not yet been delivered",
  "has been delayed",
  "had transient non-fatal errors",
  "there was a temporary problem delivering your message",
  "will (?:be )?(?:retry|retried|continue to (?:try|be attempted)|keep trying)",
  "delivery attempts will continue",
  "no action is required on your part",
  "(?:delivery|zustellung).{0,60}(?:is delayed|verzögert)",
  "noch nicht zugestellt",
  "zustellversuche werden fortgesetzt",
  "n.a pas encore (?:été|pu)",
  "aún no se ha entregado",
  "non è ancora stato",
);

/** Where the returned mail begins; line by line, as it stands. */
export const returnedPhrases = new RegExp(
  [
    "^[ \\t]*-{2,}[^\\n]{0,60}(?:below this line is (?:a copy of the|the) (?:message|original)|copy of the message|original message|unsent message|returned message|header of the original|headers? follow|message header|text of (?:the|your) message|undelivered message|message text)[^\\n]{0,60}$",
    "^[ \\t]*(?:below this line is|included is) a copy of the message[^\\n]{0,60}$",
    "^[ \\t]*(?:original message headers?|ursprüngliche nachrichtenkopfzeilen|ursprüngliche nachrichtenheader|en-têtes (?:de message|du message) (?:d'origine|originaux)|encabezados (?:de|del) mensajes? originale?s?|intestazioni (?:originali del|del) messaggio(?: originale)?|cabeçalhos (?:de|da) mensage[mn]s? origina(?:l|is)|oorspronkelijke berichtkoppen|oryginalne nagłówki wiadomości|ursprungliga meddelanderubriker)[ \\t]*:?[ \\t]*$",
    "^[ \\t]*\\|?-{2,}[^\\n]{0,40}(?:message text follows|mail text follows)[^\\n]{0,60}$",
    "^[ \\t]*-{3,}[ \\t]*(?:nachricht|ursprüngliche nachricht|kopie der nachricht|message d'origine)[^\\n]{0,60}$",
  ].join("|"),
  "imu",
);
