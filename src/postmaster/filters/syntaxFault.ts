/** What is wrong with a regular expression, in words of ours: the language's own are English wherever they are shown. */
import { said, type Words } from "../../said.ts";

const known: Readonly<Record<string, Words>> = {
  "unterminated group": said`"(" is not closed`,
  "unmatched ')'": said`")" closes nothing`,
  "unterminated character class": said`"[" is not closed`,
  "lone quantifier brackets": said`a "]", "{" or "}" stands alone`,
  "range out of order in character class": said`a range between "[" and "]" is the wrong way round`,
  "invalid character class": said`a range between "[" and "]" begins or ends with more than one character`,
  "nothing to repeat": said`a "*", "+", "?" or "{" has nothing before it to repeat`,
  "invalid quantifier": said`a "*", "+", "?" or "{" has nothing before it to repeat`,
  "numbers out of order in {} quantifier": said`the numbers between "{" and "}" are the wrong way round`,
  "incomplete quantifier": said`"{" is not closed`,
  "invalid property name": said`there is no such Unicode property`,
  "duplicate capture group name": said`two groups have the same name`,
  "invalid named capture referenced": said`it refers to a group that is not there`,
  "invalid capture group name": said`that is no name for a group`,
  "invalid group": said`"(?" begins nothing that is known`,
  "invalid escape": said`a backslash stands before what needs none`,
  "invalid unicode escape": said`a character is named by a number that is none`,
};

/** @returns the language's own words where we have none */
export function syntaxFault(error: SyntaxError): Words {
  const words = error.message.replace(/^Invalid regular expression: .*: /s, "").toLowerCase();
  return known[words] ?? words;
}
