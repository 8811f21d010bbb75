import type { ColumnType, Generated } from 'kysely';
import type { LocalDate } from '../../shared/calendar/time.ts';
import type { ActivityType, TimeClass } from '../../shared/classification/classification.ts';
import type { ListKind, Stage } from '../../shared/domain-lists/domain-list.ts';
import type { At, AtOrNull, Serial, Tenant } from './schema-columns.ts';

export type MailboxState =
  | 'new'
  | 'ok'
  | 'out_of_scope'
  | 'no_mailbox'
  | 'blocked'
  | 'consent_lost'
  | 'frozen';

export interface MailboxTable {
  person_id: string;
  tenant_id: Tenant;
  state: Generated<MailboxState>;
  delta_link_sealed: Buffer | null;
  window_start: AtOrNull;
  window_end: AtOrNull;
  /** Where the back-fill begins; rows before it were never read. */
  history_from: AtOrNull;
  /** The last round, be it by delta alone. */
  looked_at: AtOrNull;
  /** The last plain reading. */
  read_at: AtOrNull;
  sync_due_at: AtOrNull;
  settle_due_at: AtOrNull;
  retry_count: Generated<number>;
  /** When the calendar is next read in full, whatever delta says. */
  reconcile_due_at: AtOrNull;
  /** How often the window was halved, because Graph cannot give it whole. */
  narrowing: Generated<number>;
  /** Before this it is not subscribed to again: the last attempt was refused. */
  subscribe_after: AtOrNull;
  /** Refusals of a subscription in a row. */
  subscribe_retries: Generated<number>;
}

export interface SubscriptionTable {
  subscription_id: string;
  person_id: string;
  tenant_id: Tenant;
  client_state_hash: Buffer;
  expires_at: At;
  renew_at: At;
  /** Rounds in a row that found changes for which it had not rung. */
  unannounced: Generated<number>;
  /** Since when it is taken for dead, though Graph calls it alive. */
  silent_since: AtOrNull;
}

export interface GraphNotificationTable {
  notification_id: Serial;
  tenant_id: Tenant;
  subscription_id: string;
  /** `changed`, or the lifecycle event's name. */
  kind: string;
  received_at: At;
}

export interface EventTable {
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
export interface EventVersionTable {
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
  /** The person's own word that it was sorted by; null = the classifier's answer. */
  correction_id: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface SeriesInviteTable {
  series_key: Buffer;
  person_id: string;
  tenant_id: Tenant;
  first_seen_at: At;
  last_start_at: At;
}

export interface DomainEntryTable {
  domain_hash: Buffer;
  kind: 'own' | 'customer' | 'partner' | 'vendor';
  tenant_id: Tenant;
  domain_sealed: Buffer;
  added_at: At;
  /** Found in the directory's addresses; no list takes it out. */
  from_directory: Generated<boolean>;
}

/** Where a customer stands in the process, from a day on, by an imported list. */
export interface DomainStageTable {
  domain_hash: Buffer;
  tenant_id: Tenant;
  domain_sealed: Buffer;
  stage: Stage;
  since: LocalDate;
  added_at: At;
}

/** When an administrator last changed a list, and what it was before. */
export interface DomainListTable {
  kind: ListKind;
  tenant_id: Tenant;
  changed_at: At;
  /** JSON of its rows; null where there was no such list. */
  former_sealed: Buffer | null;
  /** null where the former one came with the set-up, or there was none. */
  former_changed_at: AtOrNull;
  /** The same for the same domains; empty where there are none. */
  version: Generated<string>;
}
