import { expect, it } from 'vitest';
import { compareLists } from '../../../shared/domain-lists/compare-lists.ts';
import type { ListRow, Stage } from '../../../shared/domain-lists/domain-list.ts';

function row(domain: string, stage: Stage | null = null, since: string | null = null): ListRow {
  return { domain, stage, since };
}

it('tells what comes to a list and what leaves it, whatever the order and the spelling', () => {
  const before = [row('granlund.example'), row('åkeri.example'), row('ek.example')];
  const after = [row('xn--keri-poa.example'), row('al.example'), row('granlund.example')];
  expect(compareLists(before, after)).toEqual({
    added: [row('al.example')],
    removed: [row('ek.example')],
    changed: [],
    unchanged: 2,
  });
});

it('tells which stages are others on the same day', () => {
  const before = [row('ek.example', 'demo', '2026-10-01'), row('al.example', 'closing', '2026-10-01')];
  const after = [...before.slice(1), row('ek.example', 'proposal', '2026-10-01')];
  expect(compareLists(before, after)).toEqual({
    added: [],
    removed: [],
    changed: [{ row: row('ek.example', 'proposal', '2026-10-01'), from: 'demo' }],
    unchanged: 1,
  });
});
