import type { ColumnType, Generated } from 'kysely';
import type { LocalDate, TimeZone } from '../../shared/calendar/time.ts';
import type { WorkingHours } from '../../shared/calendar/working-hours.ts';
import type { At, AtOrNull, Json, JsonOrNull, Tenant } from './schema-columns.ts';

export interface QuietHours {
  readonly from: string;
  readonly to: string;
}

export interface PersonTable {
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
  /** Whether they want a weekly note, and when it is to be planned. */
  wants_note: Generated<boolean>;
  note_due_at: AtOrNull;
  /** When corrected events are to be given their class. */
  resort_due_at: AtOrNull;
  /** Then every event is sorted anew: the organisation's lists are others. */
  resort_all: Generated<boolean>;
  /** Then what was taught is weighed anew. */
  resort_taught: Generated<boolean>;
}

export interface NoticeTable {
  person_id: string;
  tenant_id: Tenant;
  told_at: At;
  reading_from: At;
  acknowledged_at: AtOrNull;
  objected_at: AtOrNull;
}

export interface TeamTable {
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

export interface TeamMemberTable {
  team_id: string;
  person_id: string;
  tenant_id: Tenant;
  since: LocalDate;
  until: ColumnType<LocalDate | null, LocalDate | null | undefined, LocalDate | null>;
}

export interface TeamManagerTable {
  team_id: string;
  person_id: string;
  tenant_id: Tenant;
}
