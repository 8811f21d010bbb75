import { readLabelledEvents } from './labelled-events.ts';
import { readTitleList } from './read-title-list.ts';
import { readTitles } from './expand-titles.ts';
import type { TrainingSet } from './train-table.ts';

const fixtures = new URL('../../../tests/fixtures/classification/', import.meta.url);

/** All that the table of points is made from. */
export function readTrainingSets(): TrainingSet[] {
  return [
    { events: readLabelledEvents(new URL('dev.jsonl', fixtures)), weight: 1, activities: true },
    { events: readTitles(new URL('rooms.tsv', fixtures)), weight: 0.7, activities: true },
    { events: readTitleList(new URL('titles.tsv', fixtures)), weight: 0.4, activities: false },
  ];
}
