import type { At, Json, Serial, Tenant } from './schema-columns.ts';

export interface GovernanceDecisionTable {
  decision_id: Serial;
  tenant_id: Tenant;
  topic: 'legal_basis' | 'impact_assessment' | 'union_negotiation' | 'retention' | 'history' | 'contact';
  decision: Json<Record<string, unknown>>;
  decided_at: At;
  decided_by: string | null;
}

export interface AuditEntryTable {
  entry_id: Serial;
  tenant_id: Tenant;
  what: string;
  detail: Json<Record<string, unknown>>;
  by_person: string | null;
  at: At;
}

export interface SettingTable {
  tenant_id: Tenant;
  key: string;
  value: Json<object>;
  changed_at: At;
}

export interface TimerTable {
  tenant_id: Tenant;
  /** Name of the job that is due. */
  job: string;
  due_at: At;
}
