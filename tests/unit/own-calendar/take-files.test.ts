import { expect, it } from 'vitest';
import { takeFiles } from '../../../tab/own-calendar/take-files.ts';

it('goes on after a folder that was dropped as a file', async () => {
  const folder = {
    name: 'Kalendrar',
    size: 4_096,
    arrayBuffer: () => Promise.reject(new DOMException('A directory', 'NotFoundError')),
  };
  const file = new File(['BEGIN:VCALENDAR'], 'kalender.ics');
  const { files, problems } = await takeFiles([folder, file]);
  expect({ files: files.map(({ name }) => name), problems }).toEqual({
    files: ['kalender.ics'],
    problems: [{ code: 'file-unreadable', file: 'Kalendrar', line: null, event: null, values: {} }],
  });
});
