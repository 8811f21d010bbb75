/** A defence against a known fault of Graph, how to take it out, and the test that then fails. */
export interface Mutation {
  /** A row of the list of known faults (F1…F19), or a switch of the pretend Graph. */
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

export function inUnit(file: string, title: string): Test {
  return { file: `tests/unit/${file}.test.ts`, title };
}

export function edit(file: string, take: string, put: string): Mutation['edits'] {
  return [{ file, take, put }];
}
