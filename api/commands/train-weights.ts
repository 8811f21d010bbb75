import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { CONCEPT_SOURCES } from '../../shared/classification/lexicon.ts';
import { fitCalibration } from './training/calibrate.ts';
import { trainTable } from './training/train-table.ts';
import { readTrainingSets } from './training/training-sets.ts';
import { runTrials } from './training/trials.ts';

/**
 * Writes the published table of points anew from the lexicon's reviewed weights and the labelled events:
 * `node api/commands/train-weights.ts`. The same data give the same table.
 */
const TARGET = new URL('../../shared/classification/weights.json', import.meta.url);
/** Below this confidence a wrong answer costs more than an honest "unsure". */
const THRESHOLD = 0.45;

const sets = readTrainingSets();
const trials = runTrials(sets);
const table = { rooms: trainTable(sets), calibration: fitCalibration(trials), threshold: THRESHOLD };
const print = createHash('sha256')
  .update(JSON.stringify([table, CONCEPT_SOURCES]))
  .digest('hex')
  .slice(0, 8);
writeFileSync(TARGET, serialise({ version: `points-${print}`, ...table }));
const right = trials.filter((trial) => trial.right).length;
process.stdout.write(`${trials.length} events judged unseen, ${right} right; points-${print} written\n`);

/** One line per row, so that a change of weights is read as a change of lines. */
function serialise(value: object): string {
  const flat = JSON.stringify(value, null, 1);
  return `${flat
    .replace(/\n {4,}/g, ' ')
    .replace(/\n {3}([}\]])/g, ' $1')
    .replace(/\[\s+([\d.]+),\s+([\d.]+)\s+\]/g, '[$1, $2]')}\n`;
}
