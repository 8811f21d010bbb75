import { expect, it } from 'vitest';
import { at } from '../../factories/event.ts';
import { runSoak } from './run-soak.ts';

it('finds just the moves that a team made in three weeks, though Graph and the process fail in every way', async () => {
  const report = await runSoak({
    seed: 'three weeks of a team',
    reps: 5,
    weeks: 3,
    storiesPerRep: 8,
    // The clocks go back in the last of them.
    start: at('2026-10-05 00:00'),
  });
  expect(report.differences).toEqual([]);
  expect(report.indiscretions).toEqual([]);
  expect(report.logLines.length).toBeGreaterThan(5);
  expect(report.made).toBeGreaterThan(40);
});
