import type { ColumnType } from 'kysely';
import type { IsoWeek } from '../../shared/calendar/time.ts';
import type { SaidClass } from '../../shared/contract/classes.ts';
import type { Precision } from '../../shared/contract/precision.ts';
import type { At, AtOrNull, Json, Tenant } from './schema-columns.ts';

/** An event of the week before that a rep is asked to confirm in `asked_week`: the `position`th of the drawn. */
export interface SampleDrawTable {
  person_id: string;
  asked_week: IsoWeek;
  position: number;
  tenant_id: Tenant;
  event_id: string;
  asked_at: At;
  /** What the classifier had said, of itself alone. */
  asked_class: SaidClass;
  confidence: number;
  classifier_version: string;
  minutes: number;
  /** Each of the `population` events that could have been drawn had the chance `drawn / population`. */
  population: number;
  drawn: number;
  answered_at: AtOrNull;
  said_class: ColumnType<SaidClass | null, SaidClass | null | undefined, SaidClass | null>;
  /** The correction that was the answer; null where the rep confirmed. */
  correction_id: ColumnType<string | null, string | null | undefined, string | null>;
  /** How long confirming took; a correction counts its own time. */
  seconds: ColumnType<number, number | undefined, number>;
}

/** What all answers told, once a week. */
export interface PrecisionWeekTable {
  tenant_id: Tenant;
  week: IsoWeek;
  estimated_at: At;
  classifier_version: string;
  precision: Json<Precision>;
}
