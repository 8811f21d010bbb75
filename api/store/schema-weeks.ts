import type { TeamBurden } from '../../shared/patterns/team-burden.ts';
import type { TeamPlan } from '../../shared/patterns/team-week.ts';
import type { Generated } from 'kysely';
import type { IsoWeek } from '../../shared/calendar/time.ts';
import type { ActivityType } from '../../shared/classification/classification.ts';
import type { WithheldReason } from '../../shared/contract/team-time.ts';
import type { At, Json, JsonOrNull, Serial, Tenant } from './schema-columns.ts';

interface SplitColumns {
  selling: number;
  unsure: number;
  supporting: number;
  internal: number;
}

/** Minutes, never rounded. */
export interface PersonWeekTable extends SplitColumns {
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
export interface TeamWeekTable {
  team_id: string;
  week: IsoWeek;
  issue: Generated<number>;
  tenant_id: Tenant;
  status: 'published' | 'withheld';
  reason: WithheldReason | null;
  reps: number | null;
  selling: number | null;
  unsure: number | null;
  supporting: number | null;
  internal: number | null;
  scheduled: number | null;
  available: number | null;
  kinds: JsonOrNull<readonly PublishedKind[]>;
  /** Selling time as planned on Monday 00:00 and kept; null where no plan is known or may be shown. */
  plan: JsonOrNull<TeamPlan>;
  /** What the product took of those reps; null where it is not known or may not be shown. */
  burden: JsonOrNull<TeamBurden>;
  /** Read afterwards, with one version of each event: no verdict goes across this border. */
  is_backfill: boolean;
  classifier_version: string;
  /** Of the imported lists of domains; no verdict goes across a change of them either. */
  lists_version: Generated<string>;
  published_at: At;
}

export interface TeamWeekMemberTable {
  team_id: string;
  week: IsoWeek;
  issue: Generated<number>;
  person_id: string;
  tenant_id: Tenant;
}

export interface LookTable {
  look_id: Serial;
  tenant_id: Tenant;
  person_id: string;
  team_id: string;
  page: string;
  looked_at: At;
  /** As what they looked; null for looks of before it was kept. */
  role: 'manager' | 'member' | null;
  /** Of whoever leads the team; a member's look names nobody. */
  name_sealed: Buffer | null;
}
