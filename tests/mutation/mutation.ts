/** A defence against a known fault of Graph or of Teams' bots, how to take it out, and the test that then fails. */
export interface Mutation {
  /** A row of the list of known faults (F1…F19, BF1…BF19), a switch of the pretend Graph, or a few words. */
  readonly fault: string;
  readonly symptom: string;
  readonly defence: string;
  /** Text that stands once in the file, and what takes its place. */
  readonly edits: readonly { readonly file: string; readonly take: string; readonly put: string }[];
  readonly test: Test;
}

export interface Test {
  readonly file: string;
  /** Stands in its full title. */
  readonly title: string;
}

export function inSync(file: string, title: string): Test {
  return { file: `tests/integration/sync/${file}.test.ts`, title };
}

export function inBot(file: string, title: string): Test {
  return { file: `tests/integration/bot/${file}.test.ts`, title };
}

export function inChain(file: string, title: string): Test {
  return { file: `tests/integration/chain/${file}.test.ts`, title };
}

export function inUnit(file: string, title: string): Test {
  return { file: `tests/unit/${file}.test.ts`, title };
}

export function edit(file: string, take: string, put: string): Mutation['edits'] {
  return [{ file, take, put }];
}
