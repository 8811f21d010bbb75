import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseConfig } from '../../../api/config.ts';
import { recordCompany } from '../../../api/start/recording/record-company.ts';
import { openRecording } from '../../../sandbox/journal/open-recording.ts';

// node record-child.ts FOLDER: records a short story there. Three reps; the product comes thirteen days before the end.
const [folder = '.'] = process.argv.slice(2);
await recordCompany({
  config: parseConfig({}),
  root: path.resolve(import.meta.dirname, '../../..'),
  report: () => undefined,
  open: (options) =>
    openRecording({
      ...options,
      folder: pathToFileURL(`${folder}/`),
      story: { seed: 'short', teams: ['norr'], monday: '2026-06-08', weeksBack: 6, weeksAhead: 1 },
    }),
});
process.exit(0);
