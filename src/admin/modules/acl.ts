/** `gotrs admin acl`: which choices agents and customers have on which tickets, in OTRS's words. */
import { type Branches, tree } from "../aclTree.ts";
import { comment, name, plain } from "../ordinary.ts";
import { tableModule } from "../table.ts";

const things = [
  "Ticket",
  "Queue",
  "State",
  "Priority",
  "Type",
  "Service",
  "SLA",
  "Owner",
  "Responsible",
  "User",
  "CustomerUser",
  "DynamicField",
  "Process",
  "Frontend",
];
const choices = ["Ticket", "Action", "Process", "ActivityDialog", "Form", "FormStd", "Endpoint"];
const matching: Branches = { Properties: things, PropertiesDatabase: things };
const changing: Branches = { Possible: choices, PossibleAdd: choices, PossibleNot: choices };

export const acl = tableModule({
  thing: "acl",
  plural: "acls",
  about: "what can be chosen on which tickets, read in the order of names",
  table: "acl",
  columns: ["description", "stopAfterMatch", "comment"],
  fields: {
    name: name("in whose order they are read"),
    description: plain("description", 250, "what it is for"),
    stopAfterMatch: {
      kind: "boolean",
      about: "whether those after it are not read when it matches",
      default: false,
      at: { column: "stop_after_match" },
    },
    match: {
      ...tree(
        matching,
        'when it counts: {"Properties":{"Ticket":{"Queue":["Raw"]}}}',
        "Properties are as the form has them, PropertiesDatabase as they are stored",
      ),
      at: { column: "config_match", as: "yaml" },
    },
    change: {
      ...tree(
        changing,
        'what it changes: {"PossibleNot":{"Action":["AgentTicketClose"]}}',
        "Possible leaves these alone, PossibleAdd adds them, PossibleNot takes them away",
      ),
      at: { column: "config_change", as: "yaml" },
    },
    comment,
  },
});
