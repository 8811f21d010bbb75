import { writeFileSync } from 'node:fs';
import { listPriors } from './training/read-prior.ts';
const rooms: Record<string, Record<string, unknown>> = {};
for (const [room, rows] of listPriors()) {
  const out: Record<string, unknown> = {};
  for (const [feature, row] of rows) {
    if (row.classes.every((w) => w === 0) && row.activities.size === 0) continue;
    out[feature] = {
      classes: row.classes.map((w) => Math.round(w * 10)),
      activities: Object.fromEntries([...row.activities].map(([a, w]) => [a, Math.round(w * 10)])),
    };
  }
  rooms[room] = out;
}
writeFileSync(
  new URL('../../shared/classification/weights.json', import.meta.url),
  JSON.stringify(
    {
      version: '0',
      rooms,
      calibration: [
        [0, 0],
        [1, 1],
      ],
      threshold: 0.4,
    },
    null,
    1,
  ),
);
