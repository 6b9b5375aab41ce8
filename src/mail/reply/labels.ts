/** The From:, Sent:, To:, Subject: lines that mail programs copy over an old mail, in the languages they speak. */

export type Label = "from" | "date" | "to" | "cc" | "subject";

const words: Readonly<Record<Label, readonly string[]>> = {
  from: [
    ..."From Von De Da Van Od Från Fra Lähettäjä Feladó От Від Kimden Gönderen Από Expéditeur".split(" "),
    ..."差出人 发件人 寄件者 寄件人 發件人 מאת من".split(" "),
    "De la",
    "보낸 사람",
    "보낸사람",
  ],
  date: [
    ..."Sent Date Gesendet Datum Envoyé Envoyée Enviado Fecha Inviato Data Verzonden Wysłano Wysłane Skickat".split(
      " ",
    ),
    ..."Sendt Dato Lähetetty Päivämäärä Odesláno Elküldve Dátum Trimis Отправлено Дата Надіслано Gönderildi Tarih".split(
      " ",
    ),
    ..."Στάλθηκε Ημερομηνία 送信日時 日時 日付 发送时间 发送日期 日期 寄件日期 傳送日期 時間 时间 날짜 נשלח".split(" "),
    ..."Enviada".split(" "),
    "Enviado el",
    "Enviado em",
    "Enviada em",
    "Date d'envoi",
    "보낸 날짜",
    "تاريخ الإرسال",
  ],
  to: [
    ..."To An À A Pour Para Aan Do Till Til Vastaanottaja Komu Címzett Către Кому Kime Προς Destinataire".split(" "),
    ..."宛先 收件人 收件者 받는사람 אל إلى".split(" "),
    "받는 사람",
  ],
  cc: [
    ..."Cc CC Bcc Kopia Kopie Kopio Kopi DW Copie Copia Копия Копія Másolatot Bilgi 抄送 副本 참조 Reply-To Antwort".split(
      " ",
    ),
  ],
  subject: [
    ..."Subject Betreff Objet Sujet Asunto Oggetto Onderwerp Temat Assunto Ämne Emne Aihe Předmět Tárgy Subiect".split(
      " ",
    ),
    ..."Тема Konu Θέμα 件名 主题 主旨 主題 제목 נושא الموضوع".split(" "),
  ],
};

const labels: ReadonlyMap<string, Label> = new Map(
  (Object.entries(words) as [Label, readonly string[]][]).flatMap(([label, list]) =>
    list.map((word) => [word.toLowerCase(), label] as const),
  ),
);

/** `*From:* Ann`, `> Von: Ann`, `差出人：…`; undefined for every other line. */
function labelled(line: string): { readonly label: Label; readonly value: string } | undefined {
  const colon = line.search(/[:：]/);
  if (colon <= 0 || colon > 50) return undefined;
  const [, word, value = ""] =
    /^[>\s]{0,20}[*_]{0,2}([\p{L}][\p{L}' -]{0,18}?)[*_]{0,2}[\s\u00a0]?[:：][*_]{0,2}(?:[\s\u00a0]+(.*)|(.*))$/su.exec(
      line.slice(0, 1000),
    ) ?? [];
  if (word === undefined) return undefined;
  const label = labels.get(word.trim().toLowerCase());
  if (label === undefined) return undefined;
  return { label, value: (value || line.slice(colon + 1)).replace(/^[*_\s]+/, "").trim() };
}

/** How many lines a block may have; recipients are folded over several. */
const maxBlock = 30;

/**
 * The number of lines of a header block that begins at this line; 0 when none does. A sender or a date comes first, and
 * the block names a sender, a date, and a recipient or a subject.
 */
export function headerBlock(lines: readonly string[], start: number): number {
  const first = labelled(lines[start] ?? "");
  if (first === undefined || (first.label !== "from" && first.label !== "date" && first.label !== "subject")) return 0;
  const seen = new Set<Label>();
  let end = start;
  let blank = 0;
  for (let at = start; at < lines.length && at < start + maxBlock; at += 1) {
    const line = lines[at] ?? "";
    if (/^[>\s]*$/.test(line)) {
      blank += 1;
      // Some programs part the lines by an empty one; two end the block.
      if (blank > 1) break;
      continue;
    }
    const found = labelled(line);
    if (found === undefined) {
      // After an empty line comes the old mail; before it a folded list of recipients.
      if (blank > 0) break;
      // Below the subject only fields such as Importance: belong to the block.
      if (seen.has("subject") && seen.size >= 3 && !/^[>\s]{0,20}\*{0,2}[\p{L}-]{3,20}\*{0,2}\s?: /u.test(line)) break;
    } else {
      if (seen.has(found.label) && found.label !== "cc" && found.label !== "to") break;
      seen.add(found.label);
    }
    blank = 0;
    end = at + 1;
  }
  const whole =
    seen.has("from") &&
    (seen.has("date") || (seen.has("to") && seen.has("subject"))) &&
    (seen.has("to") || seen.has("subject"));
  return whole ? end - start : 0;
}
