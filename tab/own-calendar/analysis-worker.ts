import { readOwnCalendar } from '../../shared/own-calendar/read-own-calendar.ts';
import { sortOwnCalendar } from '../../shared/own-calendar/sort-own-calendar.ts';
import type { Settlements } from '../../shared/own-calendar/summarise-own-calendar.ts';
import { ownWords, type OwnWords } from '../../shared/own-calendar/words.ts';
import { asRead, ownView, problemLines, type Sorted } from './own-view.ts';
import type { Answer, Progress, Question } from './protocol.ts';
import { takeFiles } from './take-files.ts';

/** Nobody waits longer; a year's calendar takes about a second. */
const LONGEST_SECONDS = 60;
/** A picture a tenth of a second is as often as anybody sees one. */
const TELL_EVERY_MS = 100;

interface Reading {
  readonly sorted: Sorted;
  readonly words: OwnWords;
  readonly said: Map<string, NonNullable<ReturnType<Settlements['get']>>>;
  week: string | null;
}

let reading: Reading | null = null;

self.addEventListener('message', ({ data }: MessageEvent<Question>) => {
  // A rejection would end in the worker; an error reaches the page.
  answer(data).catch(reportError);
});

async function answer(question: Question): Promise<void> {
  if (question.kind === 'read') return await read(question);
  if (reading === null) return;
  if (question.kind === 'open') reading.week = question.week;
  else if (question.as === null) reading.said.delete(question.group);
  else reading.said.set(question.group, question.as);
  show(reading);
}

async function read({ files, me, language }: Extract<Question, { kind: 'read' }>): Promise<void> {
  const words = ownWords(language);
  const intake = await takeFiles(files);
  const start = performance.now();
  const calendar = readOwnCalendar(
    intake.files,
    {
      me,
      timeZone: null,
      machineTimeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
      deadline: {
        seconds: LONGEST_SECONDS,
        isLate: () => performance.now() - start > LONGEST_SECONDS * 1_000,
      },
      onProgress: tell,
    },
    intake.problems,
  );
  if (calendar.events.length === 0) return post({ kind: 'failed', problems: problemLines(calendar, words) });
  const events = sortOwnCalendar(calendar, {
    ownDomains: [],
    customerDomains: null,
    onProgress: (done, total) => tell({ step: 'events', done, total }),
  });
  reading = { sorted: asRead(calendar, events), words, said: new Map(), week: null };
  show(reading);
}

function show({ sorted, said, week, words }: Reading): void {
  post({ kind: 'shown', view: ownView(sorted, said, week, words, Date.now()) });
}

let told = 0;

function tell(progress: Progress): void {
  const now = performance.now();
  if (progress.done < progress.total && now - told < TELL_EVERY_MS) return;
  told = now;
  post({ kind: 'progress', ...progress });
}

function post(message: Answer): void {
  self.postMessage(message);
}
