import type { Decisions, Topic } from '../../shared/contract/admin.ts';

/** What stands in the fields, as it was typed. */
export interface DecisionDraft {
  readonly basis: string;
  readonly reference: string;
  readonly assessedOn: string;
  readonly negotiatedWith: string;
  readonly negotiatedOn: string;
  readonly document: string;
  readonly keptWeeks: string;
  readonly historyWeeks: string;
  readonly contactName: string;
  readonly contactAddress: string;
}

export function draftOf(decisions: Decisions): DecisionDraft {
  const { legal_basis, impact_assessment, union_negotiation, retention, history, contact } = decisions;
  return {
    basis: legal_basis?.basis ?? '',
    reference: impact_assessment?.reference ?? '',
    assessedOn: impact_assessment?.date ?? '',
    negotiatedWith: union_negotiation?.with ?? '',
    negotiatedOn: union_negotiation?.date ?? '',
    document: union_negotiation?.document ?? '',
    keptWeeks: retention === null ? '' : String(retention.weeks),
    historyWeeks: history === null ? '' : String(history.weeks),
    contactName: contact?.name ?? '',
    contactAddress: contact?.address ?? '',
  };
}

/** The decisions that are whole: a half-filled one is none. What each may hold in detail is the server's to judge. */
export function decisionsOf(draft: DecisionDraft): Partial<Record<Topic, object>> {
  const { basis, reference, assessedOn, negotiatedWith, negotiatedOn, document } = draft;
  const { keptWeeks, historyWeeks, contactName, contactAddress } = draft;
  const isFilled = (...values: readonly string[]): boolean => values.every((value) => value.trim() !== '');
  return {
    ...(isFilled(basis) && { legal_basis: { basis } }),
    ...(isFilled(reference, assessedOn) && { impact_assessment: { reference, date: assessedOn } }),
    ...(isFilled(negotiatedWith, negotiatedOn, document) && {
      union_negotiation: { with: negotiatedWith, date: negotiatedOn, document },
    }),
    ...(isFilled(keptWeeks) && { retention: { weeks: Number(keptWeeks) } }),
    ...(isWeeks(historyWeeks) && { history: { weeks: Number(historyWeeks) } }),
    ...(isFilled(contactName) &&
      contactAddress.includes('@') && {
        contact: { name: contactName, address: contactAddress.trim() },
      }),
  };
}

/** 0–26, and nothing by itself: an empty field is no decision for 0. */
function isWeeks(typed: string): boolean {
  return /^\d{1,2}$/.test(typed.trim()) && Number(typed) <= 26;
}
