import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { classifyCommand } from '../../../api/commands/classify.ts';

const fixtures = new URL('../../fixtures/classification/', import.meta.url);
const [first = ''] = readFileSync(new URL('dev.jsonl', fixtures), 'utf8').split('\n');

async function run(argv: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const code = await classifyCommand(argv, { stdout, stderr });
  stdout.end();
  stderr.end();
  return { code, stdout: await text(stdout), stderr: await text(stderr) };
}

function fileOf(...lines: string[]): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'classify-')), 'in.jsonl');
  writeFileSync(file, lines.join('\n'));
  return file;
}

describe('npm run classify', () => {
  it('answers a line with a line', async () => {
    const { code, stdout, stderr } = await run([fileOf(first, '')]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual({
      id: 'd001',
      label: 'selling',
      activity: 'discovery',
      confidence: expect.closeTo(0.98, 1),
      because: expect.arrayContaining([
        expect.objectContaining({ signal: 'room.customer', value: 'tegelform.example' }),
      ]),
      top: 'selling',
    });
  });

  it('names the lines that it cannot read, and reads the others', async () => {
    const noUser = JSON.stringify({ id: 'x', context: {}, event: {} });
    const noStart = first.replace(/"start": \{[^}]*\}, /, '');
    const { code, stdout, stderr } = await run([fileOf('{', noUser, noStart, first)]);
    expect(code).toBe(1);
    expect(stdout.trim().split('\n')).toHaveLength(1);
    expect(stderr.split('\n')).toEqual([
      'line 1: no JSON. Each line holds one object {id, context, event}.',
      expect.stringMatching(/^line 2: the field "context\.user" cannot be read/),
      'line 3: the event\'s field "start" cannot be read.',
      '',
    ]);
  });

  it('says what it needs where there is no file', async () => {
    expect(await run([])).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/^Usage: /) });
    expect(await run(['/nowhere.jsonl'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('ENOENT'),
    });
  });

  it('answers cases of corrections', async () => {
    const [one = ''] = readFileSync(new URL('corrections.jsonl', fixtures), 'utf8').split('\n');
    const { code, stdout } = await run(['--corrections', fileOf(one)]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      id: 'series',
      results: [
        { eventId: 'AAMk-c2', label: 'internal' },
        { eventId: 'AAMk-c3', label: 'internal' },
      ],
    });
  });
});
