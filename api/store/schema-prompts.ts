import type { ColumnType, Generated } from 'kysely';
import type { IsoWeek, LocalDate } from '../../shared/calendar/time.ts';
import type { ActivityType, TimeClass } from '../../shared/classification/classification.ts';
import type { CorrectedClass } from '../../shared/prompts/answer.ts';
import type { Evidence } from '../../shared/reasons/evidence.ts';
import type { WeekLoad } from '../../shared/reasons/internal-load.ts';
import type { At, AtOrNull, Json, Serial, Tenant } from './schema-columns.ts';

export interface MoveTable {
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
  /** Set where a whole series changed; then the event is the first occurrence concerned. */
  series_key: ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>;
  series_ends_on: ColumnType<LocalDate | null, LocalDate | null | undefined, LocalDate | null>;
  series_zone: ColumnType<string | null, string | null | undefined, string | null>;
  /** How many occurrences of a series are concerned. */
  occurrences: ColumnType<number | null, number | null | undefined, number | null>;
}

/** An occurrence that changed with its series, as it stood before. */
export interface MoveOccurrenceTable {
  move_id: string;
  event_id: string;
  person_id: string;
  tenant_id: Tenant;
  baseline_version_id: number;
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

export interface PromptTable {
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
  /** When answers that the calendar shows only later are judged again. */
  rejudge_due_at: AtOrNull;
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
  /** The load of the rep's weeks before the move's, as planned; null = not read yet, or sorted anew since. */
  own_weeks: ColumnType<readonly WeekLoad[] | null, string | null | undefined, string | null>;
}

export interface AnswerTable {
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
  /** The second judgement, where there is one; the first stays as it was. */
  rejudged_at: AtOrNull;
  later_evidence: ColumnType<Evidence | null, string | null | undefined, string | null>;
  later_inputs_sealed: ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>;
}

export interface OutlookClientTable {
  tenant_id: Tenant;
  client: string;
  pane_on: LocalDate;
  events_on: LocalDate | null;
}

export type NoteState = 'due' | 'sending' | 'sent' | 'unknown' | 'gone' | 'not_sent';

/** A rep's weekly note: one a person and week. Holds no word of it. */
export interface WeeklyNoteTable {
  note_id: Generated<string>;
  person_id: string;
  tenant_id: Tenant;
  week: IsoWeek;
  state: NoteState;
  planned_at: At;
  /** After this it is not sent any more. */
  lapse_at: At;
  due_at: AtOrNull;
  /** When the card is replaced by one without titles. */
  close_due_at: AtOrNull;
  sending_since: AtOrNull;
  sent_at: AtOrNull;
  activity_id: ColumnType<string | null, string | null | undefined, string | null>;
  conversation_id: ColumnType<string | null, string | null | undefined, string | null>;
  attempts: Generated<number>;
  gone_reason: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface PaneAnswerTable {
  event_id: string;
  person_id: string;
  tenant_id: Tenant;
  first_code: string;
  code: string;
  answered_at: At;
  changed_at: At;
}

export interface ChatTable {
  person_id: string;
  tenant_id: Tenant;
  conversation_id: string;
  service_url: string;
  state: 'open' | 'blocked' | 'uninstalled';
  changed_at: At;
  /** When something last came from this chat; null where only we have opened it. */
  heard_at: AtOrNull;
  /** When the welcome was sent, or is being; null after an uninstallation. */
  welcomed_at: AtOrNull;
}

/** One row a tenant: whether the bot may send and install. `pace_at` is real time. */
export interface BotStateTable {
  tenant_id: Tenant;
  pace_at: ColumnType<number, Date | undefined, Date>;
  /** When the connector last asked us to slow down. */
  throttled_at: AtOrNull;
  held_until: AtOrNull;
  stop_reason: 'unauthorized' | 'disabled-by-admin' | null;
  stopped_at: AtOrNull;
  retry_at: AtOrNull;
  retries: Generated<number>;
  /** The app's id in the organisation's catalogue. */
  catalog_app_id: string | null;
  /** Why the app cannot be installed for anybody. */
  install_problem: 'permission' | 'catalogue' | null;
  install_problem_since: AtOrNull;
}

/** Somebody who has no chat with the bot yet, and what came of trying. */
export interface ReachTable {
  person_id: string;
  tenant_id: Tenant;
  due_at: AtOrNull;
  next_at: At;
  tries: Generated<number>;
  failure: string | null;
}

export interface CorrectionTable {
  correction_id: Generated<string>;
  person_id: string;
  tenant_id: Tenant;
  event_id: string;
  class: TimeClass;
  scope: 'event' | 'series' | 'domain' | 'title' | 'word' | 'category' | 'person';
  corrected_at: At;
  undone_at: AtOrNull;
  /** Set where the scope is the series. */
  series_key: ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>;
  /** Set where the scope is the domain. */
  domain_hash: ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>;
  domain_sealed: ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>;
  /** Set where it teaches: the key of what it is about. */
  lesson_hash: ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>;
  lesson_sealed: ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>;
  /** Whether colleagues have yet to be looked at, for whom it may count as well. */
  spread_due: Generated<boolean>;
  /** What the event was before. */
  from_class: ColumnType<TimeClass | null, TimeClass | null | undefined, TimeClass | null>;
  /** How many events the preview named, this one among them. */
  changed_events: Generated<number>;
  /** How long it took the person, as measured. */
  seconds: Generated<number>;
}
