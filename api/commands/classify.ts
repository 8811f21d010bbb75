import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { UnreadableEvent } from '../../shared/calendar/parse-graph-event.ts';
import { classify } from '../../shared/classification/classify.ts';
import { parseClassifyInput } from './classify-input.ts';
import { answerCorrectionCase } from './correction-case.ts';

const USAGE =
  'Usage: npm run classify -- IN.jsonl > OUT.jsonl  |  npm run classify -- --corrections CASES.jsonl';

/** Where a command writes; the process's own streams, unless a test gives others. */
export interface Streams {
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
}

/**
 * Sorts the events of a file in the form of the labelling guide, one line each, to one line each. A line that cannot
 * be read is named with its number and the field, and left out. Returns the exit code: 0 all lines were read, 1 some
 * were not, 2 no file.
 */
export async function classifyCommand(argv: readonly string[], streams: Streams): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    options: { corrections: { type: 'string' } },
    allowPositionals: true,
    strict: false,
  });
  const cases = typeof values.corrections === 'string' ? values.corrections : null;
  const file = cases ?? positionals[0];
  if (file === undefined) {
    streams.stderr.write(`${USAGE}\n`);
    return 2;
  }
  return answerLines(file, cases === null ? classifyLine : answerCorrectionCase, streams);
}

function classifyLine(raw: unknown): object {
  const { id, event, context } = parseClassifyInput(raw);
  const { class: label, activity, confidence, because, top } = classify(event, context);
  return { id, label, activity, confidence, because, top };
}

async function answerLines(
  file: string,
  answer: (raw: unknown) => object,
  streams: Streams,
): Promise<number> {
  const input = createReadStream(file, 'utf8');
  let unread = 0;
  let at = 0;
  try {
    for await (const line of createInterface({ input, crlfDelay: Infinity })) {
      at++;
      if (line.trim() === '') continue;
      const outcome = answerLine(line, answer);
      if ('answer' in outcome) streams.stdout.write(`${JSON.stringify(outcome.answer)}\n`);
      else {
        unread++;
        streams.stderr.write(`line ${at}: ${outcome.problem}\n`);
      }
    }
    await finished(input);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && 'syscall' in error)) throw error;
    streams.stderr.write(`${file} cannot be read (${String(error.code)}). ${USAGE}\n`);
    return 2;
  }
  return unread === 0 ? 0 : 1;
}

function answerLine(
  line: string,
  answer: (raw: unknown) => object,
): { answer: object } | { problem: string } {
  try {
    return { answer: answer(JSON.parse(line)) };
  } catch (error) {
    if (error instanceof SyntaxError)
      return { problem: 'no JSON. Each line holds one object {id, context, event}.' };
    if (error instanceof UnreadableEvent)
      return { problem: `the event's field "${error.field}" cannot be read.` };
    if (error instanceof z.ZodError) {
      const issue = error.issues[0];
      return {
        problem: `the field "${issue?.path.join('.') ?? ''}" cannot be read: ${issue?.message ?? ''}.`,
      };
    }
    throw error;
  }
}

if (import.meta.main) process.exitCode = await classifyCommand(process.argv.slice(2), process);
