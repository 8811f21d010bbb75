import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../../..');
/** `tests/…/x.test.ts`: its title, up to the next one or the end of the cell. */
const NAMED = /`(?:tests\/)?([\w/.-]+\.(?:test|spec)\.tsx?)`(?:: ([^`|]+?))?(?=; `| \||$)/gm;

export interface NamedTest {
  readonly file: string;
  /** null where only the file is named. */
  readonly title: string | null;
}

/** The tests that a page's tables name. */
export function namedTests(page: string): NamedTest[] {
  return [...page.matchAll(NAMED)].map(([, file = '', title]) => ({ file, title: title ?? null }));
}

/** Whether the file is there and a test in it has exactly that title. */
export function isThere({ file, title }: NamedTest): boolean {
  const source = path.join(ROOT, 'tests', file);
  if (!existsSync(source) || title === null) return existsSync(source);
  const text = readFileSync(source, 'utf8');
  return text.includes(`'${title}'`) || text.includes(`"${title}"`);
}
