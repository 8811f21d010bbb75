import type {
  PersonTable,
  NoticeTable,
  TeamTable,
  TeamMemberTable,
  TeamManagerTable,
} from './schema-people.ts';
import type {
  MailboxTable,
  SubscriptionTable,
  GraphNotificationTable,
  EventTable,
  EventVersionTable,
  SeriesInviteTable,
  DomainEntryTable,
  DomainListTable,
  DomainStageTable,
} from './schema-calendars.ts';
import type { PersonWeekTable, TeamWeekTable, TeamWeekMemberTable, LookTable } from './schema-weeks.ts';
import type {
  GovernanceDecisionTable,
  AuditEntryTable,
  SettingTable,
  TimerTable,
} from './schema-governance.ts';
import type {
  MoveTable,
  MoveOccurrenceTable,
  PromptTable,
  AnswerTable,
  OutlookClientTable,
  PaneAnswerTable,
  WeeklyNoteTable,
  ChatTable,
  BotStateTable,
  ReachTable,
  CorrectionTable,
} from './schema-prompts.ts';

import type { SampleDrawTable, PrecisionWeekTable } from './schema-sample.ts';

/** Every table, by its name. */
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
  domain_list: DomainListTable;
  domain_stage: DomainStageTable;
  person_week: PersonWeekTable;
  team_week: TeamWeekTable;
  team_week_member: TeamWeekMemberTable;
  look: LookTable;
  governance_decision: GovernanceDecisionTable;
  audit_entry: AuditEntryTable;
  setting: SettingTable;
  timer: TimerTable;
  move: MoveTable;
  move_occurrence: MoveOccurrenceTable;
  prompt: PromptTable;
  answer: AnswerTable;
  pane_answer: PaneAnswerTable;
  outlook_client: OutlookClientTable;
  weekly_note: WeeklyNoteTable;
  chat: ChatTable;
  bot_state: BotStateTable;
  reach: ReachTable;
  correction: CorrectionTable;
  sample_draw: SampleDrawTable;
  precision_week: PrecisionWeekTable;
}
