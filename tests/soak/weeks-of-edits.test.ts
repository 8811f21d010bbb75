import { expect, it } from 'vitest';
import { at } from '../factories/event.ts';
import { runSoak } from '../integration/soak/run-soak.ts';

it('finds just the moves that fifty reps made in eight weeks, though Graph and the process fail in every way', async () => {
  const report = await runSoak({
    seed: 'eight weeks of a sales force',
    reps: 50,
    weeks: 8,
    storiesPerRep: 12,
    // The clocks go back in the third of them.
    start: at('2026-10-05 00:00'),
  });
  expect(report.differences).toEqual([]);
  expect(report.indiscretions).toEqual([]);
  expect(report.logLines.length).toBeGreaterThan(50);
  // A batch hides its failures in answers that succeed (fault F17): none is sent.
  expect(report.requests.batch).toBeUndefined();
  expect(report.made).toBeGreaterThan(600);
});
