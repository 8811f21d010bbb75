import { describe, expect, it } from 'vitest';
import { droppedFiles, type DroppedEntry } from '../../../tab/own-calendar/dropped-files.ts';

const fileOf = (name: string): File => new File(['BEGIN:VCALENDAR'], name);
const file = (name: string): DroppedEntry => ({ kind: 'file', name, open: async () => fileOf(name) });
const refused = (): Promise<never> => Promise.reject(new DOMException('No', 'NotReadableError'));

/** A folder that gives its entries two at a time, as browsers give a hundred. */
function folder(name: string, ...entries: readonly DroppedEntry[]): DroppedEntry {
  let given = 0;
  return { kind: 'folder', name, next: async () => entries.slice(given, (given += 2)) };
}

async function namesOf(...entries: readonly DroppedEntry[]): Promise<readonly string[]> {
  const dropped = entries.map((entry) => ({ entry, file: fileOf(entry.name) }));
  return (await droppedFiles(dropped)).map(({ name }) => name);
}

describe('a drop on the page', () => {
  it('gives the calendars of a folder and of the folders in it, in order of name, and the files beside it', async () => {
    const names = await namesOf(
      folder('2026', file('b.ics'), file('c.txt'), file('a.ZIP'), folder('äldre', file('d.json'))),
      file('vad som helst.xyz'),
    );
    expect(names).toEqual(['a.ZIP', 'b.ics', 'd.json', 'vad som helst.xyz']);
  });

  it('gives a file as it is where the browser tells nothing of it', async () => {
    expect(await droppedFiles([{ entry: null, file: fileOf('a.ics') }])).toHaveLength(1);
  });

  it.each<[string, readonly string[], DroppedEntry]>([
    ['holds no calendar', ['mapp'], folder('mapp', file('läs mig.txt'))],
    ['may not be read', ['mapp'], { kind: 'folder', name: 'mapp', next: refused }],
    [
      'has a file that cannot be opened',
      ['b.ics', 'mapp'],
      folder('mapp', { kind: 'file', name: 'a.ics', open: refused }, file('b.ics')),
    ],
    [
      'has a folder that may not be read',
      ['b.ics', 'mapp'],
      folder('mapp', { kind: 'folder', name: 'a', next: refused }, file('b.ics')),
    ],
  ])('gives a folder itself, for the reading to say so, where it %s', async (_, names, entry) => {
    expect(await namesOf(entry)).toEqual(names);
  });

  it('ends in a folder that holds itself', async () => {
    const endless = (): DroppedEntry => {
      let isGiven = false;
      const next = async () => {
        const entries = isGiven ? [] : [endless(), file('a.ics')];
        isGiven = true;
        return entries;
      };
      return { kind: 'folder', name: 'varv', next };
    };
    expect(await namesOf(endless())).toEqual([...Array.from({ length: 20 }, () => 'a.ics'), 'varv']);
  });

  it('looks at no more files than one beyond what a reading takes', async () => {
    const many = Array.from({ length: 6_000 }, (_, index) => file(`${index}.ics`));
    expect(await namesOf(folder('många', ...many))).toHaveLength(5_001);
  });
});
