// Generated from schema/tables/*.yaml by src/store/schema/generate.ts; edit the YAML instead.
import type { Generated } from "kysely";
import type { DbTime } from "../../clock.ts";
import type { StoredBlob, StoredBytes } from "../stored.ts";

export interface Article {
  id: Generated<number>;
  ticket_id: number;
  article_sender_type_id: number;
  communication_channel_id: number;
  is_visible_for_customer: number;
  search_index_needs_rebuild: Generated<number>;
  insert_fingerprint: string | null;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface ArticleColor {
  id: Generated<number>;
  name: string;
  color: string;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface ArticleDataMime {
  id: Generated<number>;
  article_id: number;
  a_from: string | null;
  a_reply_to: string | null;
  a_to: string | null;
  a_cc: string | null;
  a_bcc: string | null;
  a_subject: string | null;
  a_message_id: string | null;
  a_message_id_md5: string | null;
  a_in_reply_to: string | null;
  a_references: string | null;
  a_content_type: string | null;
  a_body: string | null;
  incoming_time: number;
  content_path: string | null;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface ArticleDataMimeAttachment {
  id: Generated<number>;
  article_id: number;
  filename: string | null;
  content_size: string | null;
  content_type: string | null;
  content_id: string | null;
  content_alternative: string | null;
  disposition: string | null;
  content: StoredBytes | null;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface ArticleDataMimePlain {
  id: Generated<number>;
  article_id: number;
  body: StoredBytes;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface ArticleDataMimeSendError {
  id: Generated<number>;
  article_id: number;
  message_id: string | null;
  log_message: string | null;
  create_time: DbTime;
}

export interface ArticleDataOtrsChat {
  id: Generated<number>;
  article_id: number;
  chat_participant_id: string;
  chat_participant_name: string;
  chat_participant_type: string;
  message_text: string | null;
  system_generated: number;
  create_time: DbTime;
}

export interface ArticleFlag {
  article_id: number;
  article_key: string;
  article_value: string | null;
  create_time: DbTime;
  create_by: number;
}

export interface ArticleSearchIndex {
  id: Generated<number>;
  ticket_id: number;
  article_id: number;
  article_key: string;
  article_value: string | null;
}

export interface ArticleSenderType {
  id: Generated<number>;
  name: string;
  comments: string | null;
  valid_id: number;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface CommunicationChannel {
  id: Generated<number>;
  name: string;
  module: string;
  package_name: string;
  channel_data: StoredBlob;
  valid_id: number;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface Acl {
  id: Generated<number>;
  name: string;
  comments: string | null;
  description: string | null;
  valid_id: number;
  stop_after_match: number | null;
  config_match: StoredBlob | null;
  config_change: StoredBlob | null;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface AclSync {
  id: Generated<number>;
  acl_id: string;
  sync_state: string;
  create_time: DbTime;
  change_time: DbTime;
}

export interface GenericAgentJobs {
  job_name: string;
  job_key: string;
  job_value: string | null;
}

export interface NotificationEvent {
  id: Generated<number>;
  name: string;
  valid_id: number;
  comments: string | null;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface NotificationEventItem {
  notification_id: number;
  event_key: string;
  event_value: string;
}

export interface NotificationEventMessage {
  id: Generated<number>;
  notification_id: number;
  subject: string;
  text: string;
  content_type: string;
  language: string;
}

export interface PmActivity {
  id: Generated<number>;
  entity_id: string;
  name: string;
  config: StoredBlob;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface PmActivityDialog {
  id: Generated<number>;
  entity_id: string;
  name: string;
  config: StoredBlob;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface PmEntitySync {
  entity_type: string;
  entity_id: string;
  sync_state: string;
  create_time: DbTime;
  change_time: DbTime;
}

export interface PmProcess {
  id: Generated<number>;
  entity_id: string;
  name: string;
  state_entity_id: string;
  layout: StoredBlob;
  config: StoredBlob;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface PmProcessPreferences {
  process_entity_id: string;
  preferences_key: string;
  preferences_value: string | null;
}

export interface PmTransition {
  id: Generated<number>;
  entity_id: string;
  name: string;
  config: StoredBlob;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface PmTransitionAction {
  id: Generated<number>;
  entity_id: string;
  name: string;
  config: StoredBlob;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface ProcessId {
  process_name: string;
  process_id: string;
  process_host: string;
  process_create: number;
  process_change: number;
}

export interface SchedulerFutureTask {
  id: Generated<number>;
  ident: number;
  execution_time: DbTime;
  name: string | null;
  task_type: string;
  task_data: StoredBlob;
  attempts: number;
  lock_key: number;
  lock_time: DbTime | null;
  create_time: DbTime;
}

export interface SchedulerRecurrentTask {
  id: Generated<number>;
  name: string;
  task_type: string;
  last_execution_time: DbTime;
  last_worker_task_id: number | null;
  last_worker_status: number | null;
  last_worker_running_time: number | null;
  lock_key: number;
  lock_time: DbTime | null;
  create_time: DbTime;
  change_time: DbTime;
}

export interface SchedulerTask {
  id: Generated<number>;
  ident: number;
  name: string | null;
  task_type: string;
  task_data: StoredBlob;
  attempts: number;
  lock_key: number;
  lock_time: DbTime | null;
  lock_update_time: DbTime | null;
  create_time: DbTime;
}

export interface Calendar {
  id: Generated<number>;
  group_id: number;
  name: string;
  salt_string: string;
  color: string;
  ticket_appointments: StoredBlob | null;
  valid_id: number;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface CalendarAppointment {
  id: Generated<number>;
  parent_id: number | null;
  calendar_id: number;
  unique_id: string;
  title: string;
  description: string | null;
  location: string | null;
  start_time: DbTime;
  end_time: DbTime;
  all_day: number | null;
  notify_time: DbTime | null;
  notify_template: string | null;
  notify_custom: string | null;
  notify_custom_unit_count: number | null;
  notify_custom_unit: string | null;
  notify_custom_unit_point: string | null;
  notify_custom_date: DbTime | null;
  team_id: string | null;
  resource_id: string | null;
  recurring: number | null;
  recur_type: string | null;
  recur_freq: string | null;
  recur_count: number | null;
  recur_interval: number | null;
  recur_until: DbTime | null;
  recur_id: DbTime | null;
  recur_exclude: string | null;
  ticket_appointment_rule_id: string | null;
  create_time: DbTime | null;
  create_by: number | null;
  change_time: DbTime | null;
  change_by: number | null;
}

export interface CalendarAppointmentPlugin {
  id: Generated<number>;
  dbcrud_uuid: string | null;
  appointment_id: number;
  plugin_key: string;
  config: string | null;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface CalendarAppointmentTicket {
  calendar_id: number;
  ticket_id: number;
  rule_id: string;
  appointment_id: number;
}

export interface Valid {
  id: Generated<number>;
  name: string;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface SysconfigDefault {
  id: Generated<number>;
  name: string;
  description: StoredBlob;
  navigation: string;
  is_invisible: number;
  is_readonly: number;
  is_required: number;
  is_valid: number;
  has_configlevel: number;
  user_modification_possible: number;
  user_modification_active: number;
  user_preferences_group: string | null;
  xml_content_raw: StoredBlob;
  xml_content_parsed: StoredBlob;
  xml_filename: string;
  effective_value: StoredBlob;
  is_dirty: number;
  exclusive_lock_guid: string;
  exclusive_lock_user_id: number | null;
  exclusive_lock_expiry_time: DbTime | null;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface SysconfigDefaultVersion {
  id: Generated<number>;
  sysconfig_default_id: number | null;
  name: string;
  description: StoredBlob;
  navigation: string;
  is_invisible: number;
  is_readonly: number;
  is_required: number;
  is_valid: number;
  has_configlevel: number;
  user_modification_possible: number;
  user_modification_active: number;
  user_preferences_group: string | null;
  xml_content_raw: StoredBlob;
  xml_content_parsed: StoredBlob;
  xml_filename: string;
  effective_value: StoredBlob;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface SysconfigDeployment {
  id: Generated<number>;
  comments: string | null;
  user_id: number | null;
  effective_value: StoredBlob;
  create_time: DbTime;
  create_by: number;
}

export interface SysconfigDeploymentLock {
  id: Generated<number>;
  exclusive_lock_guid: string | null;
  exclusive_lock_user_id: number | null;
  exclusive_lock_expiry_time: DbTime | null;
}

export interface SysconfigModified {
  id: Generated<number>;
  sysconfig_default_id: number;
  name: string;
  user_id: number | null;
  is_valid: number;
  user_modification_active: number;
  effective_value: StoredBlob;
  is_dirty: number;
  reset_to_default: number;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface SysconfigModifiedVersion {
  id: Generated<number>;
  sysconfig_default_version_id: number;
  name: string;
  user_id: number | null;
  is_valid: number;
  user_modification_active: number;
  effective_value: StoredBlob;
  reset_to_default: number;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface SystemData {
  data_key: string;
  data_value: StoredBlob | null;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface SystemMaintenance {
  id: Generated<number>;
  start_date: number;
  stop_date: number;
  comments: string;
  login_message: string | null;
  show_login_message: number | null;
  notify_message: string | null;
  valid_id: number;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface PackageRepository {
  id: Generated<number>;
  name: string;
  version: string;
  vendor: string;
  install_status: string;
  filename: string | null;
  content_type: string | null;
  content: StoredBytes;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface Translation {
  id: Generated<number>;
  dbcrud_uuid: string | null;
  language_id: string;
  source_string: string;
  destination_string: string;
  valid_id: Generated<number>;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
  deployment_state: Generated<number>;
}

export interface VirtualFs {
  id: Generated<number>;
  filename: string;
  backend: string;
  backend_key: string;
  create_time: DbTime;
}

export interface VirtualFsDb {
  id: Generated<number>;
  filename: string;
  content: StoredBytes | null;
  create_time: DbTime;
}

export interface VirtualFsPreferences {
  virtual_fs_id: number;
  preferences_key: string;
  preferences_value: string | null;
}

export interface WebUploadCache {
  form_id: string | null;
  filename: string | null;
  content_id: string | null;
  content_size: string | null;
  content_type: string | null;
  disposition: string | null;
  content: StoredBytes;
  create_time_unix: number;
}

export interface XmlStorage {
  xml_type: string;
  xml_key: string;
  xml_content_key: string;
  xml_content_value: string | null;
}

export interface DynamicField {
  id: Generated<number>;
  internal_field: Generated<number>;
  name: string;
  label: string;
  field_order: number;
  field_type: string;
  object_type: string;
  config: StoredBlob | null;
  valid_id: number;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface DynamicFieldObjIdName {
  object_id: Generated<number>;
  object_name: string;
  object_type: string;
}

export interface DynamicFieldValue {
  id: Generated<number>;
  field_id: number;
  object_id: number;
  value_text: string | null;
  value_date: DbTime | null;
  value_int: number | null;
}

export interface GotrsMigration {
  id: number;
  name: string;
  create_time: DbTime;
}

export interface GotrsSetting {
  name: string;
  value: string;
}

export interface GotrsLock {
  name: string;
  holder: string | null;
  change_time: DbTime | null;
}

export interface GotrsSearchProgress {
  sequence: string;
  position: number;
  change_time: DbTime;
}

export interface GotrsSearchGap {
  sequence: string;
  id: number;
  found_time: DbTime;
}

export interface GotrsMail {
  id: Generated<number>;
  fingerprint: string | null;
  message_id: string | null;
  road: string;
  outcome: string;
  ticket_id: number | null;
  article_id: number | null;
  reason: string;
  raw: StoredBytes | null;
  create_time: DbTime;
}

export interface GotrsDelivery {
  id: Generated<number>;
  queue_id: number;
  article_id: number | null;
  message_id: string | null;
  state: string;
  attempts: Generated<number>;
  last_code: number | null;
  last_message: string | null;
  claim_holder: string | null;
  claim_until: DbTime | null;
  hold_time: DbTime | null;
  hold_by: number | null;
  hold_reason: string | null;
  try_since: DbTime | null;
  create_time: DbTime;
  change_time: DbTime;
}

export interface GotrsDeliveryAttempt {
  id: Generated<number>;
  queue_id: number;
  attempt: number;
  code: number | null;
  message: string;
  create_time: DbTime;
}

export interface GotrsDeadMail {
  id: Generated<number>;
  queue_id: number;
  article_id: number | null;
  sender: string | null;
  recipient: string;
  raw_message: StoredBytes;
  attempts: number;
  last_code: number | null;
  last_message: string | null;
  create_time: DbTime;
  change_time: DbTime;
}

export interface GotrsFailingAddress {
  address: string;
  origin: string;
  status: string | null;
  reason: string;
  failures: Generated<number>;
  article_id: number | null;
  accepted_time: DbTime | null;
  create_time: DbTime;
  change_time: DbTime;
}

export interface GotrsDkimKey {
  id: Generated<number>;
  domain: string;
  selector: string;
  private_key: string;
  valid_id: Generated<number>;
  create_time: DbTime;
  change_time: DbTime;
}

export interface GotrsApiToken {
  id: Generated<number>;
  user_id: number;
  name: string;
  token_sha256: string;
  scopes: string | null;
  expire_time: DbTime | null;
  last_used_time: DbTime | null;
  valid_id: Generated<number>;
  create_time: DbTime;
}

export interface GotrsSession {
  id: Generated<number>;
  token_sha256: string;
  user_id: number | null;
  customer_login: string | null;
  password_mark: string;
  address: string;
  client: string;
  create_time: DbTime;
  last_used_time: DbTime;
  expire_time: DbTime;
}

export interface GotrsLoginFailure {
  id: Generated<number>;
  kind: string;
  login: string;
  address: string;
  create_time: DbTime;
}

export interface GotrsPasswordHistory {
  id: Generated<number>;
  kind: string;
  person_id: number;
  hash: string;
  create_time: DbTime;
}

export interface GotrsPasswordReset {
  id: Generated<number>;
  kind: string;
  person_id: number;
  code_sha256: string;
  expire_time: DbTime;
  create_time: DbTime;
}

export interface GotrsSecondFactor {
  kind: string;
  person_id: number;
  secret: string;
  last_period: Generated<number>;
  confirm_time: DbTime | null;
  create_time: DbTime;
}

export interface GotrsRecoveryCode {
  id: Generated<number>;
  kind: string;
  person_id: number;
  code_sha256: string;
  create_time: DbTime;
}

export interface GotrsPiece {
  id: Generated<number>;
  place: string;
  row_id: number;
  content: StoredBytes;
}

export interface GotrsArticleWarning {
  id: Generated<number>;
  article_id: number;
  code: string;
  message: string;
  create_time: DbTime;
}

export interface GotrsArticleAuthentication {
  article_id: number;
  spf: string;
  dkim: string;
  dmarc: string;
  arc: string;
  domain: string | null;
  aligned: number;
  checked_by: string;
  reason: string;
}

export interface GotrsBlock {
  id: Generated<number>;
  kind: string;
  pattern: string;
  reason: string;
  expire_time: DbTime | null;
  create_time: DbTime;
  create_by: number;
}

export interface GotrsMailAccount {
  account_id: number;
  name: string | null;
  port: number | null;
  after_fetch: string;
  move_folder: string | null;
  certificate: string;
  authentication: string | null;
  token_config_id: number | null;
}

export interface GotrsFetchState {
  account_id: number;
  holder: string | null;
  lease_until: DbTime | null;
  request_time: DbTime | null;
  try_time: DbTime | null;
  round_time: DbTime | null;
  success_time: DbTime | null;
  next_time: DbTime | null;
  failures: Generated<number>;
  error: string | null;
  error_words: string | null;
  last_fetched: Generated<number>;
  total_fetched: Generated<number>;
  validity: string | null;
  first_uid: number | null;
}

export interface GotrsFetchedMail {
  id: Generated<number>;
  account_id: number;
  place: string;
  folder: string;
  validity: string;
  uid: string;
  state: string;
  digest: string | null;
  reason: string | null;
  create_time: DbTime;
}

export interface GotrsAudit {
  id: Generated<number>;
  user_id: number;
  login: string;
  thing: string;
  entry_key: string;
  action: string;
  changes: string;
  create_time: DbTime;
}

export interface MailAccount {
  id: Generated<number>;
  login: string;
  pw: string;
  host: string;
  account_type: string;
  queue_id: number;
  trusted: number;
  imap_folder: string | null;
  comments: string | null;
  valid_id: number;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface MailQueue {
  id: Generated<number>;
  insert_fingerprint: string | null;
  article_id: number | null;
  attempts: number;
  sender: string | null;
  recipient: string;
  raw_message: StoredBytes;
  due_time: DbTime | null;
  last_smtp_code: number | null;
  last_smtp_message: string | null;
  create_time: DbTime;
}

export interface PostmasterFilter {
  f_name: string;
  f_stop: number | null;
  f_type: string;
  f_key: string;
  f_value: string;
  f_not: number | null;
}

export interface TicketLoopProtection {
  sent_to: string;
  sent_date: string;
}

export interface CommunicationLog {
  id: Generated<number>;
  insert_fingerprint: string | null;
  transport: string;
  direction: string;
  status: string;
  account_type: string | null;
  account_id: string | null;
  start_time: DbTime;
  end_time: DbTime | null;
}

export interface CommunicationLogObjLookup {
  id: Generated<number>;
  communication_log_object_id: number;
  object_type: string;
  object_id: number;
}

export interface CommunicationLogObject {
  id: Generated<number>;
  insert_fingerprint: string | null;
  communication_id: number;
  object_type: string;
  status: string;
  start_time: DbTime;
  end_time: DbTime | null;
}

export interface CommunicationLogObjectEntry {
  id: Generated<number>;
  communication_log_object_id: number;
  log_key: string;
  log_value: string;
  priority: string;
  create_time: DbTime;
}

export interface Oauth2Token {
  id: Generated<number>;
  dbcrud_uuid: string | null;
  token_config_id: number;
  authorization_code: string | null;
  token: string | null;
  token_expiration_date: DbTime | null;
  refresh_token: string | null;
  refresh_token_expiration_date: DbTime | null;
  error_message: string | null;
  error_description: string | null;
  error_code: string | null;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface Oauth2TokenConfig {
  id: Generated<number>;
  dbcrud_uuid: string | null;
  name: string;
  config: string;
  valid_id: number;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface SmimeKeys {
  id: Generated<number>;
  key_hash: string;
  key_type: string;
  file_name: string;
  email_address: string | null;
  expiration_date: DbTime | null;
  fingerprint: string | null;
  subject: string | null;
  create_time: DbTime | null;
  change_time: DbTime | null;
  create_by: number | null;
  change_by: number | null;
}

export interface SmimeSignerCertRelations {
  id: Generated<number>;
  cert_hash: string;
  cert_fingerprint: string;
  ca_hash: string;
  ca_fingerprint: string;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface Users {
  id: Generated<number>;
  login: string;
  pw: string;
  title: string | null;
  first_name: string;
  last_name: string;
  valid_id: number;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface UserPreferences {
  user_id: number;
  preferences_key: string;
  preferences_value: StoredBlob | null;
}

export interface PermissionGroups {
  id: Generated<number>;
  name: string;
  comments: string | null;
  valid_id: number;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface GroupUser {
  user_id: number;
  group_id: number;
  permission_key: string;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface GroupRole {
  role_id: number;
  group_id: number;
  permission_key: string;
  permission_value: number;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface GroupCustomer {
  customer_id: string;
  group_id: number;
  permission_key: string;
  permission_value: number;
  permission_context: string;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface GroupCustomerUser {
  user_id: string;
  group_id: number;
  permission_key: string;
  permission_value: number;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface Roles {
  id: Generated<number>;
  name: string;
  comments: string | null;
  valid_id: number;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface RoleUser {
  user_id: number;
  role_id: number;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface CustomerUser {
  id: Generated<number>;
  login: string;
  email: string;
  customer_id: string;
  pw: string | null;
  title: string | null;
  first_name: string;
  last_name: string;
  phone: string | null;
  fax: string | null;
  mobile: string | null;
  street: string | null;
  zip: string | null;
  city: string | null;
  country: string | null;
  comments: string | null;
  valid_id: number;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface CustomerPreferences {
  user_id: string;
  preferences_key: string;
  preferences_value: string | null;
}

export interface CustomerCompany {
  customer_id: string;
  name: string;
  street: string | null;
  zip: string | null;
  city: string | null;
  country: string | null;
  url: string | null;
  comments: string | null;
  valid_id: number;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface CustomerUserCustomer {
  user_id: string;
  customer_id: string;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface Sessions {
  id: Generated<number>;
  session_id: string;
  data_key: string;
  data_value: string | null;
  serialized: number;
}

export interface SearchProfile {
  login: string;
  profile_name: string;
  profile_type: string;
  profile_key: string;
  profile_value: string | null;
}

export interface Activity {
  id: Generated<number>;
  dbcrud_uuid: string | null;
  user_id: number;
  activity_type: string;
  activity_title: string;
  activity_text: StoredBlob | null;
  activity_state: string | null;
  activity_link: string | null;
  create_time: DbTime;
  create_by: number;
}

export interface Queue {
  id: Generated<number>;
  name: string;
  group_id: number;
  unlock_timeout: number | null;
  first_response_time: number | null;
  first_response_notify: number | null;
  update_time: number | null;
  update_notify: number | null;
  solution_time: number | null;
  solution_notify: number | null;
  system_address_id: number;
  calendar_name: string | null;
  default_sign_key: string | null;
  salutation_id: number;
  signature_id: number;
  follow_up_id: number;
  follow_up_lock: number;
  comments: string | null;
  valid_id: number;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface QueuePreferences {
  queue_id: number;
  preferences_key: string;
  preferences_value: string | null;
}

export interface QueueAutoResponse {
  id: Generated<number>;
  queue_id: number;
  auto_response_id: number;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface QueueStandardTemplate {
  queue_id: number;
  standard_template_id: number;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface FollowUpPossible {
  id: Generated<number>;
  name: string;
  comments: string | null;
  valid_id: number;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface Salutation {
  id: Generated<number>;
  name: string;
  text: string;
  content_type: string | null;
  comments: string | null;
  valid_id: number;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface Signature {
  id: Generated<number>;
  name: string;
  text: string;
  content_type: string | null;
  comments: string | null;
  valid_id: number;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface SystemAddress {
  id: Generated<number>;
  value0: string;
  value1: string;
  value2: string | null;
  value3: string | null;
  queue_id: number;
  comments: string | null;
  valid_id: number;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface AutoResponse {
  id: Generated<number>;
  name: string;
  text0: string | null;
  text1: string | null;
  type_id: number;
  system_address_id: number;
  content_type: string | null;
  comments: string | null;
  valid_id: number;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface AutoResponseType {
  id: Generated<number>;
  name: string;
  comments: string | null;
  valid_id: number;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface StandardTemplate {
  id: Generated<number>;
  name: string;
  text: string | null;
  content_type: string | null;
  template_type: Generated<string>;
  comments: string | null;
  valid_id: number;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface StandardAttachment {
  id: Generated<number>;
  name: string;
  content_type: string;
  content: StoredBytes;
  filename: string;
  comments: string | null;
  valid_id: number;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface StandardTemplateAttachment {
  id: Generated<number>;
  standard_attachment_id: number;
  standard_template_id: number;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface PersonalQueues {
  user_id: number;
  queue_id: number;
}

export interface Service {
  id: Generated<number>;
  name: string;
  valid_id: number;
  comments: string | null;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface ServiceCustomerUser {
  customer_user_login: string;
  service_id: number;
  create_time: DbTime;
  create_by: number;
}

export interface ServicePreferences {
  service_id: number;
  preferences_key: string;
  preferences_value: string | null;
}

export interface ServiceSla {
  service_id: number;
  sla_id: number;
}

export interface Sla {
  id: Generated<number>;
  name: string;
  calendar_name: string | null;
  first_response_time: number;
  first_response_notify: number | null;
  update_time: number;
  update_notify: number | null;
  solution_time: number;
  solution_notify: number | null;
  valid_id: number;
  comments: string | null;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface SlaPreferences {
  sla_id: number;
  preferences_key: string;
  preferences_value: string | null;
}

export interface PersonalServices {
  user_id: number;
  service_id: number;
}

export interface Ticket {
  id: Generated<number>;
  tn: string;
  title: string | null;
  queue_id: number;
  ticket_lock_id: number;
  type_id: number | null;
  service_id: number | null;
  sla_id: number | null;
  user_id: number;
  responsible_user_id: number;
  ticket_priority_id: number;
  ticket_state_id: number;
  customer_id: string | null;
  customer_user_id: string | null;
  timeout: number;
  until_time: number;
  escalation_time: number;
  escalation_update_time: number;
  escalation_response_time: number;
  escalation_solution_time: number;
  archive_flag: Generated<number>;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface TicketFlag {
  ticket_id: number;
  ticket_key: string;
  ticket_value: string | null;
  create_time: DbTime;
  create_by: number;
}

export interface TicketHistory {
  id: Generated<number>;
  name: string;
  history_type_id: number;
  ticket_id: number;
  article_id: number | null;
  type_id: number;
  queue_id: number;
  owner_id: number;
  priority_id: number;
  state_id: number;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface TicketHistoryType {
  id: Generated<number>;
  name: string;
  comments: string | null;
  valid_id: number;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface TicketIndex {
  ticket_id: number;
  queue_id: number;
  queue: string;
  group_id: number;
  s_lock: string;
  s_state: string;
  create_time: DbTime;
}

export interface TicketLockIndex {
  ticket_id: number;
}

export interface TicketLockType {
  id: Generated<number>;
  name: string;
  valid_id: number;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface TicketNumberCounter {
  id: Generated<number>;
  counter: number;
  counter_uid: string;
  create_time: DbTime | null;
}

export interface TicketPriority {
  id: Generated<number>;
  name: string;
  valid_id: number;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface TicketState {
  id: Generated<number>;
  name: string;
  comments: string | null;
  type_id: number;
  valid_id: number;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface TicketStateType {
  id: Generated<number>;
  name: string;
  comments: string | null;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface TicketType {
  id: Generated<number>;
  name: string;
  valid_id: number;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface TicketWatcher {
  ticket_id: number;
  user_id: number;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface TimeAccounting {
  id: Generated<number>;
  ticket_id: number;
  article_id: number | null;
  time_unit: number;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface LinkObject {
  id: Generated<number>;
  name: string;
}

export interface LinkRelation {
  source_object_id: number;
  source_key: string;
  target_object_id: number;
  target_key: string;
  type_id: number;
  state_id: number;
  create_time: DbTime;
  create_by: number;
}

export interface LinkState {
  id: Generated<number>;
  name: string;
  valid_id: number;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface LinkType {
  id: Generated<number>;
  name: string;
  valid_id: number;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface Mention {
  id: Generated<number>;
  user_id: number | null;
  ticket_id: number | null;
  article_id: number | null;
  create_time: DbTime | null;
}

export interface FormDraft {
  id: Generated<number>;
  object_type: string;
  object_id: number;
  action: string;
  title: string | null;
  content: StoredBytes;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface AclTicketAttributeRelations {
  id: Generated<number>;
  filename: string;
  attribute_1: string;
  attribute_2: string;
  acl_data: string;
  priority: number;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface CloudServiceConfig {
  id: Generated<number>;
  name: string;
  config: StoredBlob;
  valid_id: number;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface GiDebuggerEntry {
  id: Generated<number>;
  communication_id: string;
  communication_type: string;
  remote_ip: string | null;
  webservice_id: number;
  create_time: DbTime;
}

export interface GiDebuggerEntryContent {
  id: Generated<number>;
  gi_debugger_entry_id: number;
  debug_level: string;
  subject: string;
  content: StoredBlob | null;
  create_time: DbTime;
}

export interface GiWebserviceConfig {
  id: Generated<number>;
  name: string;
  config: StoredBlob;
  valid_id: number;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface GiWebserviceConfigHistory {
  id: Generated<number>;
  config_id: number;
  config: StoredBlob;
  config_md5: string;
  create_time: DbTime;
  create_by: number;
  change_time: DbTime;
  change_by: number;
}

export interface Database {
  article: Article;
  article_color: ArticleColor;
  article_data_mime: ArticleDataMime;
  article_data_mime_attachment: ArticleDataMimeAttachment;
  article_data_mime_plain: ArticleDataMimePlain;
  article_data_mime_send_error: ArticleDataMimeSendError;
  article_data_otrs_chat: ArticleDataOtrsChat;
  article_flag: ArticleFlag;
  article_search_index: ArticleSearchIndex;
  article_sender_type: ArticleSenderType;
  communication_channel: CommunicationChannel;
  acl: Acl;
  acl_sync: AclSync;
  generic_agent_jobs: GenericAgentJobs;
  notification_event: NotificationEvent;
  notification_event_item: NotificationEventItem;
  notification_event_message: NotificationEventMessage;
  pm_activity: PmActivity;
  pm_activity_dialog: PmActivityDialog;
  pm_entity_sync: PmEntitySync;
  pm_process: PmProcess;
  pm_process_preferences: PmProcessPreferences;
  pm_transition: PmTransition;
  pm_transition_action: PmTransitionAction;
  process_id: ProcessId;
  scheduler_future_task: SchedulerFutureTask;
  scheduler_recurrent_task: SchedulerRecurrentTask;
  scheduler_task: SchedulerTask;
  calendar: Calendar;
  calendar_appointment: CalendarAppointment;
  calendar_appointment_plugin: CalendarAppointmentPlugin;
  calendar_appointment_ticket: CalendarAppointmentTicket;
  valid: Valid;
  sysconfig_default: SysconfigDefault;
  sysconfig_default_version: SysconfigDefaultVersion;
  sysconfig_deployment: SysconfigDeployment;
  sysconfig_deployment_lock: SysconfigDeploymentLock;
  sysconfig_modified: SysconfigModified;
  sysconfig_modified_version: SysconfigModifiedVersion;
  system_data: SystemData;
  system_maintenance: SystemMaintenance;
  package_repository: PackageRepository;
  translation: Translation;
  virtual_fs: VirtualFs;
  virtual_fs_db: VirtualFsDb;
  virtual_fs_preferences: VirtualFsPreferences;
  web_upload_cache: WebUploadCache;
  xml_storage: XmlStorage;
  dynamic_field: DynamicField;
  dynamic_field_obj_id_name: DynamicFieldObjIdName;
  dynamic_field_value: DynamicFieldValue;
  gotrs_migration: GotrsMigration;
  gotrs_setting: GotrsSetting;
  gotrs_lock: GotrsLock;
  gotrs_search_progress: GotrsSearchProgress;
  gotrs_search_gap: GotrsSearchGap;
  gotrs_mail: GotrsMail;
  gotrs_delivery: GotrsDelivery;
  gotrs_delivery_attempt: GotrsDeliveryAttempt;
  gotrs_dead_mail: GotrsDeadMail;
  gotrs_failing_address: GotrsFailingAddress;
  gotrs_dkim_key: GotrsDkimKey;
  gotrs_api_token: GotrsApiToken;
  gotrs_session: GotrsSession;
  gotrs_login_failure: GotrsLoginFailure;
  gotrs_password_history: GotrsPasswordHistory;
  gotrs_password_reset: GotrsPasswordReset;
  gotrs_second_factor: GotrsSecondFactor;
  gotrs_recovery_code: GotrsRecoveryCode;
  gotrs_piece: GotrsPiece;
  gotrs_article_warning: GotrsArticleWarning;
  gotrs_article_authentication: GotrsArticleAuthentication;
  gotrs_block: GotrsBlock;
  gotrs_mail_account: GotrsMailAccount;
  gotrs_fetch_state: GotrsFetchState;
  gotrs_fetched_mail: GotrsFetchedMail;
  gotrs_audit: GotrsAudit;
  mail_account: MailAccount;
  mail_queue: MailQueue;
  postmaster_filter: PostmasterFilter;
  ticket_loop_protection: TicketLoopProtection;
  communication_log: CommunicationLog;
  communication_log_obj_lookup: CommunicationLogObjLookup;
  communication_log_object: CommunicationLogObject;
  communication_log_object_entry: CommunicationLogObjectEntry;
  oauth2_token: Oauth2Token;
  oauth2_token_config: Oauth2TokenConfig;
  smime_keys: SmimeKeys;
  smime_signer_cert_relations: SmimeSignerCertRelations;
  users: Users;
  user_preferences: UserPreferences;
  permission_groups: PermissionGroups;
  group_user: GroupUser;
  group_role: GroupRole;
  group_customer: GroupCustomer;
  group_customer_user: GroupCustomerUser;
  roles: Roles;
  role_user: RoleUser;
  customer_user: CustomerUser;
  customer_preferences: CustomerPreferences;
  customer_company: CustomerCompany;
  customer_user_customer: CustomerUserCustomer;
  sessions: Sessions;
  search_profile: SearchProfile;
  activity: Activity;
  queue: Queue;
  queue_preferences: QueuePreferences;
  queue_auto_response: QueueAutoResponse;
  queue_standard_template: QueueStandardTemplate;
  follow_up_possible: FollowUpPossible;
  salutation: Salutation;
  signature: Signature;
  system_address: SystemAddress;
  auto_response: AutoResponse;
  auto_response_type: AutoResponseType;
  standard_template: StandardTemplate;
  standard_attachment: StandardAttachment;
  standard_template_attachment: StandardTemplateAttachment;
  personal_queues: PersonalQueues;
  service: Service;
  service_customer_user: ServiceCustomerUser;
  service_preferences: ServicePreferences;
  service_sla: ServiceSla;
  sla: Sla;
  sla_preferences: SlaPreferences;
  personal_services: PersonalServices;
  ticket: Ticket;
  ticket_flag: TicketFlag;
  ticket_history: TicketHistory;
  ticket_history_type: TicketHistoryType;
  ticket_index: TicketIndex;
  ticket_lock_index: TicketLockIndex;
  ticket_lock_type: TicketLockType;
  ticket_number_counter: TicketNumberCounter;
  ticket_priority: TicketPriority;
  ticket_state: TicketState;
  ticket_state_type: TicketStateType;
  ticket_type: TicketType;
  ticket_watcher: TicketWatcher;
  time_accounting: TimeAccounting;
  link_object: LinkObject;
  link_relation: LinkRelation;
  link_state: LinkState;
  link_type: LinkType;
  mention: Mention;
  form_draft: FormDraft;
  acl_ticket_attribute_relations: AclTicketAttributeRelations;
  cloud_service_config: CloudServiceConfig;
  gi_debugger_entry: GiDebuggerEntry;
  gi_debugger_entry_content: GiDebuggerEntryContent;
  gi_webservice_config: GiWebserviceConfig;
  gi_webservice_config_history: GiWebserviceConfigHistory;
}

/** Tables whose `id` the database counts. */
export const countedTables: ReadonlySet<string> = new Set([
  "article",
  "article_color",
  "article_data_mime",
  "article_data_mime_attachment",
  "article_data_mime_plain",
  "article_data_mime_send_error",
  "article_data_otrs_chat",
  "article_search_index",
  "article_sender_type",
  "communication_channel",
  "acl",
  "acl_sync",
  "notification_event",
  "notification_event_message",
  "pm_activity",
  "pm_activity_dialog",
  "pm_process",
  "pm_transition",
  "pm_transition_action",
  "scheduler_future_task",
  "scheduler_recurrent_task",
  "scheduler_task",
  "calendar",
  "calendar_appointment",
  "calendar_appointment_plugin",
  "valid",
  "sysconfig_default",
  "sysconfig_default_version",
  "sysconfig_deployment",
  "sysconfig_deployment_lock",
  "sysconfig_modified",
  "sysconfig_modified_version",
  "system_maintenance",
  "package_repository",
  "translation",
  "virtual_fs",
  "virtual_fs_db",
  "dynamic_field",
  "dynamic_field_value",
  "gotrs_mail",
  "gotrs_delivery",
  "gotrs_delivery_attempt",
  "gotrs_dead_mail",
  "gotrs_dkim_key",
  "gotrs_api_token",
  "gotrs_session",
  "gotrs_login_failure",
  "gotrs_password_history",
  "gotrs_password_reset",
  "gotrs_recovery_code",
  "gotrs_piece",
  "gotrs_article_warning",
  "gotrs_block",
  "gotrs_fetched_mail",
  "gotrs_audit",
  "mail_account",
  "mail_queue",
  "communication_log",
  "communication_log_obj_lookup",
  "communication_log_object",
  "communication_log_object_entry",
  "oauth2_token",
  "oauth2_token_config",
  "smime_keys",
  "smime_signer_cert_relations",
  "users",
  "permission_groups",
  "roles",
  "customer_user",
  "sessions",
  "activity",
  "queue",
  "queue_auto_response",
  "follow_up_possible",
  "salutation",
  "signature",
  "system_address",
  "auto_response",
  "auto_response_type",
  "standard_template",
  "standard_attachment",
  "standard_template_attachment",
  "service",
  "sla",
  "ticket",
  "ticket_history",
  "ticket_history_type",
  "ticket_lock_type",
  "ticket_number_counter",
  "ticket_priority",
  "ticket_state",
  "ticket_state_type",
  "ticket_type",
  "time_accounting",
  "link_object",
  "link_state",
  "link_type",
  "mention",
  "form_draft",
  "acl_ticket_attribute_relations",
  "cloud_service_config",
  "gi_debugger_entry",
  "gi_debugger_entry_content",
  "gi_webservice_config",
  "gi_webservice_config_history",
]);
