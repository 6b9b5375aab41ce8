/** The steps of an update, in the order in which history tells them; what is so already makes no step. */
import type { UpdateRequest } from "../../api/requests.ts";
import { customerSteps } from "./customer.ts";
import { agentStep, archiveStep, lockStep, priorityStep, queueStep, titleStep, typeStep } from "./plain.ts";
import { serviceSteps } from "./service.ts";
import { stateSteps } from "./state.ts";
import type { Before, Step } from "./step.ts";

export type { Step } from "./step.ts";

/** @throws UserError for a name that does not exist, or a value that does not fit */
export async function stepsOf(before: Before, request: UpdateRequest): Promise<readonly Step[]> {
  const { title, queue, type, priority, lock, owner, responsible } = request;
  const steps: (Step | undefined)[] = [
    title === undefined ? undefined : titleStep(before, title),
    queue === undefined ? undefined : queueStep(before, queue),
    type === undefined ? undefined : typeStep(before, type),
    ...(await serviceSteps(before, request)),
    ...(await customerSteps(before, request)),
    priority === undefined ? undefined : priorityStep(before, priority),
    lock === undefined ? undefined : lockStep(before, lock),
    owner === undefined ? undefined : await agentStep(before, owner, "owner"),
    responsible === undefined ? undefined : await agentStep(before, responsible, "responsible"),
    ...stateSteps(before, request),
    request.archived === undefined ? undefined : archiveStep(before, request.archived),
  ];
  return steps.filter((step) => step !== undefined);
}
