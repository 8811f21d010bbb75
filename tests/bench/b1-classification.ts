import { readFileSync } from 'node:fs';
import { parseClassifyInput, type ClassifyInput } from '../../api/commands/classify-input.ts';
import { classify } from '../../shared/classification/classify.ts';

export interface ClassificationSpeed {
  readonly id: string;
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly bar: string;
  readonly pass: boolean;
}

const FIXTURES = new URL('../fixtures/classification/', import.meta.url);
const TRIALS = 7;
/** Enough repetitions that one trial takes some tenths of a second. */
const COPIES = 40;

/**
 * B1: the classifier against the baseline's rule on the same parsed events with distinct titles, by turns in one process.
 * The baseline is a script that prints; its rule is taken from its text, unchanged.
 */
export async function run(): Promise<ClassificationSpeed[]> {
  const lines = readFileSync(new URL('dev.jsonl', FIXTURES), 'utf8').split('\n').filter(Boolean);
  const raw = lines.flatMap((line) => distinctCopies(line));
  const parsed = shareContexts(raw.map((line) => parseClassifyInput(line)));
  const rule = await loadBaselineRule();
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let trial = 0; trial < TRIALS; trial++) {
    ours.push(microsecondsEach(parsed, ({ event, context }) => classify(event, context)));
    theirs.push(microsecondsEach(raw, (line) => rule(line)));
  }
  const each = round(median(ours));
  const ratio = round(median(theirs) / median(ours));
  const what = `classification, one core, ${parsed.length} events with distinct titles`;
  return [
    { id: 'B1-time', what, value: each, unit: 'µs an event', bar: '≤ 25', pass: each <= 25 },
    {
      id: 'B1-ratio',
      what: `${what}, speed against the baseline's`,
      value: ratio,
      unit: '×',
      bar: '≥ 0.35',
      pass: ratio >= 0.35,
    },
  ];
}

/** The same event again and again under other titles: a number is added, so no cache of titles could help. */
function distinctCopies(line: string): { event: { subject: string } }[] {
  return Array.from({ length: COPIES }, (_, copy) => {
    const parsed: { event: { subject: string } } = JSON.parse(line);
    parsed.event.subject = `${parsed.event.subject} ${copy}`;
    return parsed;
  });
}

/** One context per person, as the product keeps it. */
function shareContexts(inputs: readonly ClassifyInput[]): ClassifyInput[] {
  const contexts = new Map(inputs.map(({ context }) => [JSON.stringify(context), context]));
  return inputs.map((input) => ({
    ...input,
    context: contexts.get(JSON.stringify(input.context)) ?? input.context,
  }));
}

async function loadBaselineRule(): Promise<(line: unknown) => unknown> {
  const text = readFileSync(new URL('baseline-dev.mjs', FIXTURES), 'utf8');
  const rule = text
    .slice(text.indexOf('const argv'), text.indexOf('const st = {}'))
    .replace('import.meta.url', JSON.stringify(FIXTURES.href));
  const source = `import { readFileSync } from 'node:fs';\n${rule}\nexport { rule };`;
  const module: { rule: (line: unknown) => unknown } = await import(
    `data:text/javascript,${encodeURIComponent(source)}`
  );
  return module.rule;
}

function microsecondsEach<T>(items: readonly T[], act: (item: T) => unknown): number {
  const begun = performance.now();
  for (const item of items) act(item);
  return ((performance.now() - begun) * 1000) / items.length;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
