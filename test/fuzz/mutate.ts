/** Real mails with something wrong: cut, spliced, flipped, repeated, or with words that parsers look for put in. */
import fc from "fast-check";

/** Octets; the largest mail that repetition makes. */
const largest = 1_000_000;

const inserted = [
  "\r\n",
  "\r\n\r\n",
  "\0",
  "--",
  "=?",
  "?=",
  "=",
  "\u00ff\u00fe",
  "<",
  "</html>",
  "Content-Type: multipart/mixed; boundary=x\r\n",
  "Content-Transfer-Encoding: base64\r\n",
  "Subject: [Ticket#1] x\r\n",
  "\r\n--x\r\n",
  "\r\n--x--\r\n",
  "\t",
  ";",
  '"',
  "(",
  "\u001b]8;;\u0007",
];

type Mutation = (mail: Buffer) => Buffer;

/** A place in a mail of unknown length. */
const place = fc.double({ min: 0, max: 1, noNaN: true });
const at = (mail: Buffer, where: number): number => Math.floor(mail.length * where);

const mutation = (others: readonly Buffer[]): fc.Arbitrary<Mutation> =>
  fc.oneof(
    fc.tuple(place, fc.uint8Array({ minLength: 1, maxLength: 8 })).map(
      ([where, bytes]): Mutation =>
        (mail) => {
          const copy = Buffer.from(mail);
          copy.set(bytes.subarray(0, Math.max(0, copy.length - at(copy, where))), at(copy, where));
          return copy;
        },
    ),
    place.map(
      (where): Mutation =>
        (mail) =>
          mail.subarray(0, at(mail, where)),
    ),
    fc.tuple(place, place).map(
      ([one, other]): Mutation =>
        (mail) => {
          const [from, to] = [at(mail, Math.min(one, other)), at(mail, Math.max(one, other))];
          return Buffer.concat([mail.subarray(0, from), mail.subarray(to)]);
        },
    ),
    fc.tuple(place, place, fc.nat({ max: 5000 })).map(
      ([one, other, times]): Mutation =>
        (mail) => {
          const slice = mail.subarray(at(mail, Math.min(one, other)), at(mail, Math.max(one, other)));
          const room = Math.max(0, Math.floor((largest - mail.length) / Math.max(1, slice.length)));
          // Mostly a few times: a megabyte of each would leave no time for many.
          const repeated = Array<Buffer>(Math.min(times > 4900 ? times : times % 4, room)).fill(slice);
          return Buffer.concat([mail.subarray(0, at(mail, other)), ...repeated, mail.subarray(at(mail, other))]);
        },
    ),
    fc.tuple(place, fc.constantFrom(...inserted)).map(
      ([where, word]): Mutation =>
        (mail) =>
          Buffer.concat([
            mail.subarray(0, at(mail, where)),
            Buffer.from(word, "latin1"),
            mail.subarray(at(mail, where)),
          ]),
    ),
    fc.tuple(place, place, fc.constantFrom(...others)).map(
      ([where, from, other]): Mutation =>
        (mail) =>
          Buffer.concat([mail.subarray(0, at(mail, where)), other.subarray(at(other, from))]),
    ),
  );

export function mutatedMail(originals: readonly Buffer[]): fc.Arbitrary<Buffer> {
  return fc
    .tuple(fc.constantFrom(...originals), fc.array(mutation(originals), { minLength: 1, maxLength: 6 }))
    .map(([original, mutations]) => mutations.reduce((mail, mutate) => mutate(mail), original));
}
