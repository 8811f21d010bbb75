import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readCompanyRecording, readProductRecording } from '../../../sandbox/dump/company-recording.ts';

const CHILD = path.join(import.meta.dirname, 'record-child.ts');
const tableSchema = z.object({ name: z.string(), rows: z.array(z.unknown()) });

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

/** In a process of its own, as `npm run seed` does: the bot’s SDK remembers the keys that it has seen. */
async function record(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'followthrough-recording-'));
  folders.push(folder);
  await promisify(execFile)(process.execPath, [CHILD, folder]);
  return folder;
}

describe('a story that is recorded', () => {
  it('is the same to the last byte each time, and holds what happened', async () => {
    const [first, second] = await Promise.all([record(), record()]);
    for (const file of ['calendars.ndjson.br', 'product.ndjson.br']) {
      const [one, other] = [await readFile(path.join(first, file)), await readFile(path.join(second, file))];
      expect({ file, isSame: one.equals(other) }).toEqual({ file, isSame: true });
    }
    const folder = pathToFileURL(`${first}/`);
    const company = await readCompanyRecording(folder);
    expect(company).toMatchObject({ seed: 'short', teams: ['norr'], monday: '2026-06-08', weeksBack: 6 });
    expect(company?.calendars.chats.length).toBe(3);
    const product = await readProductRecording(folder);
    const rows = new Map(
      z
        .array(tableSchema)
        .parse(product?.tables)
        .map((table) => [table.name, table.rows.length]),
    );
    expect(rows.get('mailbox')).toBe(3);
    expect(rows.get('event_version')).toBeGreaterThan(100);
    expect(rows.get('move')).toBeGreaterThan(0);
    expect(rows.get('sample_draw')).toBeGreaterThan(0);
  });
});
