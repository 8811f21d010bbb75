import type { Mutation } from './mutation.ts';

const BEGIN = '<!-- Written by `npm run mutate`. -->';
const END = '<!-- End of what is written by `npm run mutate`. -->';

/** The page with its table written anew: fault, defence, and the test that fails without it. */
export function withTable(page: string, mutations: readonly Mutation[]): string {
  const [before, rest] = split(page, BEGIN);
  const [, after] = split(rest, END);
  return `${before}${BEGIN}\n\n${tableOf(mutations)}\n\n${END}${after}`;
}

function tableOf(mutations: readonly Mutation[]): string {
  const rows = mutations.map(({ fault, symptom, defence, edits, test }) => {
    const where = [...new Set(edits.map(({ file }) => `\`${file}\``))].join(', ');
    return `| ${fault} | ${symptom} | ${defence} (${where}) | \`${test.file.replace('tests/', '')}\`: ${test.title} |`;
  });
  return ['| fault | symptom | we | test |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

function split(text: string, mark: string): [string, string] {
  const [before, after] = text.split(mark);
  if (before === undefined || after === undefined) throw new Error(`The page has no line ${mark}`);
  return [before, after];
}
