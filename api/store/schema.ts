import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { ActivityType, TimeClass } from '../../shared/classification/classification.ts';
import type { LocalDate, IsoWeek, TimeZone } from '../../shared/calendar/time.ts';
import type { WorkingHours } from '../../shared/calendar/working-hours.ts';
import type { CorrectedClass } from '../../shared/prompts/answer.ts';
import type { Evidence } from '../../shared/reasons/evidence.ts';

/** timestamptz: read as an instant (epoch milliseconds), written as a Date. */
type At = ColumnType<number, Date, Date>;
type AtOrNull = ColumnType<number | null, Date | null | undefined, Date | null>;
/** jsonb: written as a JSON string, because the driver would send an array as a PostgreSQL array. */
type Json<T extends object> = JSONColumnType<T>;
type JsonOrNull<T extends object> = ColumnType<T | null, string | null | undefined, string | null>;
/** bigint identity. */
type Serial = Generated<number>;
/** Filled by the database from the transaction's tenant. */
type Tenant = Generated<string>;

export interface QuietHours {
  readonly from: string;
  readonly to: string;
}

export interface Database {
  person: PersonTable;
  notice: NoticeTable;
  team: TeamTable;
  team_member: TeamMemberTable;
  team_manager: TeamManagerTable;
  mailbox: MailboxTable;
  subscription: SubscriptionTable;
  graph_notification: GraphNotificationTable;
  event: EventTable;
  event_version: EventVersionTable;
  series_invite: SeriesInviteTable;
  domain_entry: DomainEntryTable;
  person_week: PersonWeekTable;
  team_week: TeamWeekTable;
  team_week_member: TeamWeekMemberTable;
  look: LookTable;
  governance_decision: GovernanceDecisionTable;
  audit_entry: AuditEntryTable;
  setting: SettingTable;
  timer: TimerTable;
  move: MoveTable;
  prompt: PromptTable;
  answer: AnswerTable;
  chat: ChatTable;
  correction: CorrectionTable;
}

interface PersonTable {
  person_id: Generated<string>;
  tenant_id: Tenant;
  entra_id: string;
  name_sealed: Buffer;
  address_sealed: Buffer;
  address_hash: Buffer;
  /** JSON list of further addresses, sealed. */
  other_addresses_sealed: Buffer;
  language: 'sv' | 'en';
  time_zone: TimeZone;
  /** ISO 3166-1 alpha-2, for public holidays. */
  country: string;
  working_hours: Json<WorkingHours>;
  working_hours_override: JsonOrNull<WorkingHours>;
  manager_id: string | null;
  is_rep: Generated<boolean>;
  is_admin: Generated<boolean>;
  left_at: AtOrNull;
  /** Prompts are paused until then; `infinity` is stored as the year 9999. */
  paused_until: AtOrNull;
  quiet_hours: JsonOrNull<QuietHours>;
  plan_due_at: AtOrNull;
  /** When corrected events are to be given their class. */
  resort_due_at: AtOrNull;
}

interface NoticeTable {
  person_id: string;
  tenant_id: Tenant;
  told_at: At;
  reading_from: At;
  acknowledged_at: AtOrNull;
  objected_at: AtOrNull;
}

interface TeamTable {
  team_id: Generated<string>;
  tenant_id: Tenant;
  name: string;
  parent_id: string | null;
  source_kind: 'manager' | 'group' | 'children';
  /** Entra object id of the manager or the group. */
  source_id: string | null;
  /** How many belong to it now. */
  reps: Generated<number>;
  /** When the first event of one of them was seen: plans are known from the Monday after. */
  reading_since: AtOrNull;
}

interface TeamMemberTable {
  team_id: string;
  person_id: string;
  tenant_id: Tenant;
  since: LocalDate;
  until: ColumnType<LocalDate | null, LocalDate | null | undefined, LocalDate | null>;
}

interface TeamManagerTable {
  team_id: string;
  person_id: string;
  tenant_id: Tenant;
}

export type MailboxState =
  | 'new'
  | 'ok'
  | 'out_of_scope'
  | 'no_mailbox'
  | 'blocked'
  | 'consent_lost'
  | 'frozen';

interface MailboxTable {
  person_id: string;
  tenant_id: Tenant;
  state: Generated<MailboxState>;
  delta_link_sealed: Buffer | null;
  window_start: AtOrNull;
  window_end: AtOrNull;
  /** Where the back-fill begins; rows before it were never read. */
  history_from: AtOrNull;
  looked_at: AtOrNull;
  sync_due_at: AtOrNull;
  settle_due_at: AtOrNull;
  retry_count: Generated<number>;
}

interface SubscriptionTable {
  subscription_id: string;
  person_id: string;
  tenant_id: Tenant;
  client_state_hash: Buffer;
  expires_at: At;
  renew_at: At;
}

interface GraphNotificationTable {
  notification_id: Serial;
  tenant_id: Tenant;
  subscription_id: string;
  /** `changed`, or the lifecycle event's name. */
  kind: string;
  received_at: At;
}

interface EventTable {
  event_id: Generated<string>;
  person_id: string;
  tenant_id: Tenant;
  graph_id: string;
  instance_key: Buffer;
  series_key: Buffer | null;
  series_master_id: string | null;
  kind: 'singleInstance' | 'occurrence' | 'exception';
  created_at: AtOrNull;
  first_seen_at: At;
  /** When it was created or last moved to its present slot. */
  booked_at: At;
  gone_at: AtOrNull;
}

/** Sealed: title, organizer, attendees, categories, because. The columns beside it carry no words. */
interface EventVersionTable {
  version_id: Serial;
  event_id: string;
  person_id: string;
  tenant_id: Tenant;
  valid_from: At;
  valid_to: AtOrNull;
  seen_at: At;
  is_backfill: boolean;
  start_at: At;
  end_at: At;
  all_day_start: LocalDate | null;
  all_day_end: LocalDate | null;
  content_sealed: Buffer;
  content_hash: Buffer;
  title_hash: Buffer;
  external_domains: Buffer[];
  external_addresses: Buffer[];
  is_organizer: boolean;
  response: string;
  show_as: string;
  sensitivity: string;
  is_cancelled: boolean;
  class: TimeClass;
  top_class: Exclude<TimeClass, 'unsure'>;
  activity: ActivityType;
  confidence: number;
  classifier_version: string;
}

interface SeriesInviteTable {
  series_key: Buffer;
  person_id: string;
  tenant_id: Tenant;
  first_seen_at: At;
  last_start_at: At;
}

interface DomainEntryTable {
  domain_hash: Buffer;
  kind: 'own' | 'customer' | 'partner' | 'vendor';
  tenant_id: Tenant;
  domain_sealed: Buffer;
  added_at: At;
}

interface SplitColumns {
  selling: number;
  unsure: number;
  supporting: number;
  internal: number;
}

/** Minutes, never rounded. */
interface PersonWeekTable extends SplitColumns {
  person_id: string;
  week: IsoWeek;
  tenant_id: Tenant;
  by_activity: Json<Partial<Record<ActivityType, number>>>;
  overtime: Json<SplitColumns>;
  scheduled: number;
  available: number;
  normal: number;
  absence: number;
  is_valid: boolean;
  is_backfill: boolean;
  classifier_version: string;
  computed_at: At;
}

export interface PublishedKind {
  readonly activity: ActivityType;
  /** Minutes; null where fewer than three reps contribute or one dominates. */
  readonly minutes: number | null;
}

/** Minutes over all reps, never rounded; null in a withheld week. */
interface TeamWeekTable {
  team_id: string;
  week: IsoWeek;
  issue: Generated<number>;
  tenant_id: Tenant;
  status: 'published' | 'withheld';
  reason: 'few_at_work' | 'few_contributing' | 'one_dominates' | 'remainder' | null;
  reps: number | null;
  selling: number | null;
  unsure: number | null;
  supporting: number | null;
  internal: number | null;
  scheduled: number | null;
  available: number | null;
  kinds: JsonOrNull<readonly PublishedKind[]>;
  classifier_version: string;
  published_at: At;
}

interface TeamWeekMemberTable {
  team_id: string;
  week: IsoWeek;
  issue: Generated<number>;
  person_id: string;
  tenant_id: Tenant;
}

interface LookTable {
  look_id: Serial;
  tenant_id: Tenant;
  person_id: string;
  team_id: string;
  page: string;
  looked_at: At;
}

interface GovernanceDecisionTable {
  decision_id: Serial;
  tenant_id: Tenant;
  topic: 'legal_basis' | 'impact_assessment' | 'union_negotiation' | 'retention' | 'history' | 'contact';
  decision: Json<Record<string, unknown>>;
  decided_at: At;
  decided_by: string | null;
}

interface AuditEntryTable {
  entry_id: Serial;
  tenant_id: Tenant;
  what: string;
  detail: Json<Record<string, unknown>>;
  by_person: string | null;
  at: At;
}

interface SettingTable {
  tenant_id: Tenant;
  key: string;
  value: Json<object>;
  changed_at: At;
}

interface TimerTable {
  tenant_id: Tenant;
  /** Name of the job that is due. */
  job: string;
  due_at: At;
}

interface MoveTable {
  move_id: Generated<string>;
  person_id: string;
  tenant_id: Tenant;
  event_id: string;
  state: 'settling' | 'open' | 'settled' | 'void';
  baseline_version_id: number;
  first_change_at: At;
  last_change_at: At;
  gone_evidence: string | null;
  settle_due_at: AtOrNull;
  /** An open disappearance is counted as cancelled only after this. */
  open_until: AtOrNull;
  kind: string | null;
  direction: string | null;
  old_start: At;
  old_end: At;
  new_start: AtOrNull;
  new_end: AtOrNull;
  working_days: number | null;
  minutes_lost: number | null;
  after_start: boolean | null;
  is_planning: boolean | null;
  class: TimeClass;
  activity: ActivityType;
  confidence: number;
  displaced_by: string | null;
  displaced_class: TimeClass | null;
  displaced_role: string | null;
  filled_by: string | null;
  filled_class: TimeClass | null;
  filled_role: string | null;
  mover: string | null;
  mover_evidence: string | null;
  twin_event_id: string | null;
  burst_id: string | null;
  /** Why the question waits, as the planner names it; null once it is asked or never will be. */
  held_back: string | null;
  /** Why no question is asked about it, as the planner names it. */
  not_asked: string | null;
  contested_at: AtOrNull;
}

export type PromptState =
  | 'due'
  | 'sending'
  | 'sent'
  | 'unknown'
  | 'gone'
  | 'lapsed'
  | 'not_asked'
  | 'answered'
  | 'withdrawn';

interface PromptTable {
  prompt_id: Generated<string>;
  person_id: string;
  tenant_id: Tenant;
  move_id: string;
  state: PromptState;
  /** When the planner drew it. */
  planned_at: At;
  due_at: AtOrNull;
  lapse_at: At;
  /** When the card is replaced by one without title, customer or reason. */
  close_due_at: AtOrNull;
  /** When an unanswered card is to show the move as it now is. */
  refresh_due_at: AtOrNull;
  sending_since: AtOrNull;
  sent_at: AtOrNull;
  /** The rep's local date on which it counts against the caps. */
  asked_on: ColumnType<LocalDate | null, LocalDate | null | undefined, LocalDate | null>;
  activity_id: string | null;
  conversation_id: string | null;
  reason_order: Json<readonly string[]>;
  /** How many moves could have been asked about at that gap; one was drawn. */
  eligible_count: number;
  attempts: Generated<number>;
  gone_reason: string | null;
  /** When *Not selling* was tapped, and what the rep said that it is; `unsure` until they say. */
  withdrawn_at: AtOrNull;
  withdrawn_as: ColumnType<CorrectedClass | null, CorrectedClass | null | undefined, CorrectedClass | null>;
  is_closed: Generated<boolean>;
}

interface AnswerTable {
  answer_id: Serial;
  prompt_id: string;
  person_id: string;
  tenant_id: Tenant;
  code: string;
  is_first: boolean;
  answered_at: At;
  seconds_to_answer: number | null;
  evidence: Json<Evidence>;
  /** What the evidence was judged from: names customers, so sealed. */
  evidence_inputs_sealed: Buffer;
}

interface ChatTable {
  person_id: string;
  tenant_id: Tenant;
  conversation_id: string;
  service_url: string;
  state: 'open' | 'blocked' | 'uninstalled';
  changed_at: At;
}

interface CorrectionTable {
  correction_id: Generated<string>;
  person_id: string;
  tenant_id: Tenant;
  event_id: string;
  class: TimeClass;
  scope: 'event' | 'series' | 'title' | 'domain' | 'person' | 'category';
  corrected_at: At;
  undone_at: AtOrNull;
}
