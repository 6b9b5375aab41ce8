/** Asks a directory whose login and password these are: search, group, bind. What becomes of the answer is src/login's. */
import type { Entry } from "ldapts";
import type { Directory } from "../config/directories.ts";
import type { Finding } from "../network/finding.ts";
import { said, spoken, type Words } from "../said.ts";
import { bindSearcher, type Conversation, converse } from "./conversation.ts";
import { DirectoryFailure, directoryFailure, noSuchObject, resultOf, wordsOf } from "./failure.ts";
import { attributesOf, entriesOf, isMember } from "./search.ts";

/** Somebody as the directory knows them. */
export interface DirectoryPerson {
  readonly dn: string;
  /** As the directory writes it. */
  readonly login: string;
  /** By the attribute's name in lower case. */
  readonly attributes: ReadonlyMap<string, readonly string[]>;
  /** Those of `groups` that they are in. */
  readonly groups: readonly string[];
}

export interface Question {
  readonly login: string;
  /** undefined: only whether there is such a person; for diagnosis. */
  readonly password: string | undefined;
  readonly attributes: readonly string[];
  /** DNs of groups of which the answer tells whether they are in. */
  readonly groups: readonly string[];
}

export type Answer =
  | { readonly person: DirectoryPerson; readonly why?: undefined }
  /** Why not, for the log. */
  | { readonly person: undefined; readonly why: string };

/** Each step as it went, for who wants to know. */
export type Report = (finding: Finding) => void;

/** @throws DirectoryFailure when nobody could be judged, UserError for settings that cannot be */
export async function askDirectory(
  directory: Directory,
  question: Question,
  report: Report = () => {},
): Promise<Answer> {
  const conversation = await reached(directory, report);
  try {
    await bindSearcher(conversation, directory);
    return await asked(conversation, directory, question, report);
  } finally {
    await conversation.close();
  }
}

async function asked(
  conversation: Conversation,
  directory: Directory,
  question: Question,
  report: Report,
): Promise<Answer> {
  const { bindDn, groupDn } = directory;
  report({
    good: true,
    text: bindDn === undefined ? said`it may be searched by anybody` : said`it lets ${bindDn} search`,
  });
  const no = (why: Words, mend?: Words): Answer => {
    report({ good: false, text: why, ...(mend === undefined ? {} : { mend }) });
    return { person: undefined, why: spoken(why) };
  };

  const wanted = withSuffix(question.login, directory.userSuffix);
  const found = await entriesOf(conversation, directory, wanted, question.attributes);
  const [entry, second] = found;
  const named = `${directory.userAttribute}=${wanted}`;
  if (entry === undefined) {
    const { filter, baseDn } = directory;
    const why =
      filter === undefined
        ? said`there is no ${named} below ${baseDn}`
        : said`there is no ${named} that fits ${filter} below ${baseDn}`;
    return no(why, said`Check userAttribute, baseDn and filter`);
  }
  if (second !== undefined) {
    return no(
      said`there is more than one ${named}: ${entry.dn} and ${second.dn}`,
      said`Narrow baseDn or filter to one`,
    );
  }
  report({ good: true, text: said`${named} is ${entry.dn}` });
  const login = loginOf(entry, directory, wanted);
  if (login === undefined) return no(said`${entry.dn} is found by ${named}, but that is not how it is spelt there`);
  const person = { dn: entry.dn, login, attributes: attributesOf(entry) };
  if (groupDn !== undefined) {
    if (!(await isMember(conversation, directory, groupDn, person))) {
      return no(said`they are not in the group ${groupDn}`, said`Add them there by ${directory.memberAttribute}`);
    }
    report({ good: true, text: said`they are in the group ${groupDn}` });
  }
  if (question.password !== undefined) {
    const refusal = await refusalOf(directory, conversation.url, entry.dn, question.password);
    if (refusal !== undefined) return no(said`the directory refuses the password (it says: ${refusal})`);
    report({ good: true, text: said`the directory takes the password` });
  }
  const groups: string[] = [];
  for (const group of question.groups) {
    if (await isMemberIfAny(conversation, directory, group, person, report)) groups.push(group);
  }
  return { person: { ...person, groups } };
}

/** The first server that lets itself be talked to. @throws DirectoryFailure of the last one */
async function reached(directory: Directory, report: Report): Promise<Conversation> {
  const [url = "", ...others] = directory.url;
  try {
    const conversation = await converse(directory, url);
    const { encrypted, at } = conversation;
    const loopback = /^(?:localhost|127\..*|::1)$/.test(at.host);
    report({
      good: true,
      text: encrypted ? said`${url} answers, over TLS` : said`${url} answers, without TLS`,
      ...(encrypted || loopback ? {} : { mend: said`Passwords travel in the clear: use ldaps:// or startTls: true` }),
    });
    return conversation;
  } catch (error) {
    if (!(error instanceof DirectoryFailure) || others.length === 0) throw error;
    report(faultOf(error));
    return await reached({ ...directory, url: others }, report);
  }
}

function faultOf({ told: { what, mend } }: DirectoryFailure): Finding {
  return { good: false, fault: true, text: what, ...(mend === undefined ? {} : { mend }) };
}

/** What a directory says when the person, not the question, is at fault (RFC 4511 §A.1). */
const refusals = new Set([19, 48, 49, 50, 53]);

/** On a connection of its own, so that the searcher's stays. @returns its words when it refuses */
async function refusalOf(directory: Directory, url: string, dn: string, password: string): Promise<Words | undefined> {
  // RFC 4513 §5.1.2: without a password the bind succeeds for everybody.
  if (password === "") return said`an empty password proves nothing`;
  const conversation = await converse(directory, url);
  try {
    await conversation.client.bind(dn, password);
    return undefined;
  } catch (error) {
    if (error instanceof Error && refusals.has(resultOf(error) ?? -1)) return wordsOf(error);
    throw directoryFailure(error, directory, conversation.at, "login");
  } finally {
    await conversation.close();
  }
}

function withSuffix(login: string, suffix: string): string {
  return login.toLowerCase().endsWith(suffix.toLowerCase()) ? login : login + suffix;
}

/**
 * The login in the directory's spelling. Directories hold more to be the same than case (RFC 4518): `ann ` finds `ann`; each
 * such spelling would be a login of its own for whoever counts failures, so that only case may differ.
 */
function loginOf(entry: Entry, { userAttribute, lowerCase }: Directory, asked: string): string | undefined {
  const values = attributesOf(entry).get(userAttribute.toLowerCase()) ?? [];
  const login = values.find((value) => value.toLowerCase() === asked.toLowerCase());
  return lowerCase ? login?.toLowerCase() : login;
}

/** A group that is gone has nobody in it, and somebody should hear of it. */
async function isMemberIfAny(
  conversation: Conversation,
  directory: Directory,
  group: string,
  person: Pick<DirectoryPerson, "dn" | "login">,
  report: Report,
): Promise<boolean> {
  try {
    return await isMember(conversation, directory, group, person);
  } catch (error) {
    if (!(error instanceof DirectoryFailure) || resultOf(error.cause) !== noSuchObject) throw error;
    const mend = said`Correct permissionsByGroup and rolesByGroup of the directory ${directory.name}`;
    report({ good: false, fault: true, text: error.told.what, mend });
    return false;
  }
}
