import { describe, expect, it } from 'vitest';
import { decisionsOf, draftOf } from '../../../tab/admin/decision-draft.ts';

const nothing = draftOf({
  legal_basis: null,
  impact_assessment: null,
  union_negotiation: null,
  retention: null,
  history: null,
  contact: null,
});

describe('what stands in the fields of the six decisions', () => {
  it('is no decision while nothing was typed: no week is preset', () => {
    expect(decisionsOf(nothing)).toEqual({});
  });

  it.each([
    ['a reference without its date', { reference: 'DPIA 7' }],
    ['a negotiation without its document', { negotiatedWith: 'Unionen', negotiatedOn: '2026-11-12' }],
    ['more weeks than there may be', { historyWeeks: '27' }],
    ['weeks that are no number', { historyWeeks: '-1' }],
    ['a contact that cannot be written to', { contactName: 'Anna', contactAddress: 'anna' }],
  ])('is no decision where it is %s', (_, typed) => {
    expect(decisionsOf({ ...nothing, ...typed })).toEqual({});
  });

  it('takes 0 weeks for a decision, and gives back what was decided', () => {
    expect(decisionsOf({ ...nothing, historyWeeks: '0', keptWeeks: '13' })).toEqual({
      history: { weeks: 0 },
      retention: { weeks: 13 },
    });
    const decided = {
      legal_basis: { basis: 'public_task' as const },
      impact_assessment: { reference: 'DPIA 7', date: '2026-04-28' },
      union_negotiation: { with: 'Unionen', date: '2026-05-12', document: 'Protokoll 4' },
      retention: { weeks: 26 as const },
      history: { weeks: 12 },
      contact: { name: 'Ombudet', address: 'ombud@nordvik.example' },
    };
    expect(decisionsOf(draftOf(decided))).toEqual(decided);
  });
});
