import { describe, expect, it } from 'vitest';
import { scoreDevelopment } from '../../../api/commands/score.ts';
import { trainTable } from '../../../api/commands/training/train-table.ts';
import { readTrainingSets } from '../../../api/commands/training/training-sets.ts';
import { POINTS } from '../../../shared/classification/points.ts';

describe('the classifier', () => {
  it('clears its bars on the labelled events, language by language, and on tenants that its points never saw', () => {
    expect(scoreDevelopment().filter(({ pass }) => !pass)).toEqual([]);
  }, 60_000);

  it('uses the table that its training script makes from the words and labelled events of today', () => {
    expect(POINTS.rooms).toEqual(trainTable(readTrainingSets()));
  }, 60_000);
});
