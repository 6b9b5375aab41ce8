/** Every administered thing, those that others refer to first. A new one is a file beside this and a line here. */
import type { AdminModule } from "../module.ts";
import { acl } from "./acl.ts";
import { attachment } from "./attachment.ts";
import { autoResponse } from "./autoResponse.ts";
import { calendar } from "./calendar.ts";
import { customerCompany } from "./customerCompany.ts";
import { customerUser } from "./customerUser.ts";
import { dynamicField } from "./dynamicField.ts";
import { genericAgent } from "./genericAgent.ts";
import { group } from "./group.ts";
import { holiday } from "./holiday.ts";
import { mailAccount } from "./mailAccount.ts";
import { maintenance } from "./maintenance.ts";
import { notification } from "./notification.ts";
import { oauth2 } from "./oauth2.ts";
import { postmasterFilter } from "./postmasterFilter.ts";
import { priority } from "./priority.ts";
import { queue } from "./queue.ts";
import { role } from "./role.ts";
import { salutation } from "./salutation.ts";
import { service } from "./service.ts";
import { signature } from "./signature.ts";
import { sla } from "./sla.ts";
import { state } from "./state.ts";
import { systemAddress } from "./systemAddress.ts";
import { template } from "./template.ts";
import { token } from "./token.ts";
import { type } from "./type.ts";
import { user } from "./user.ts";
import { webService } from "./webService.ts";
import { workingTime } from "./workingTime.ts";

export const adminModules: readonly AdminModule[] = [
  group,
  role,
  user,
  customerCompany,
  customerUser,
  salutation,
  signature,
  systemAddress,
  autoResponse,
  queue,
  attachment,
  template,
  priority,
  state,
  type,
  service,
  workingTime,
  holiday,
  sla,
  dynamicField,
  notification,
  acl,
  calendar,
  maintenance,
  postmasterFilter,
  oauth2,
  mailAccount,
  genericAgent,
  webService,
  token,
];
