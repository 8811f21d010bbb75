import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

function sources(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => read(path.join(folder, file)));
}

describe('the pages for those who install and answer for the app', () => {
  it.each(['docs/privacy.md', 'docs/operations.md'])('%s names only tests that are there', (page) => {
    const named = read(page).match(/tests\/[\w/.-]+\.test\.ts/g) ?? [];
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((file) => !existsSync(path.join(ROOT, file)))).toEqual([]);
  });

  it.each(['install', 'operations', 'privacy'])('docs/%s.md links only to files that are there', (page) => {
    const links = [...read(`docs/${page}.md`).matchAll(/\]\(([^)#]+)/g)].map(([, link]) => link ?? '');
    expect(links.filter((link) => !existsSync(path.join(ROOT, 'docs', link)))).toEqual([]);
  });

  it('explain every line that the app may log', () => {
    const page = read('docs/operations.md');
    const logged = sources('api').flatMap((text) =>
      [...text.matchAll(/\blog\??\.(?:warn|error|info)\([\s\S]*?'([A-Z][^']+\.)'/g)].map(
        ([, line]) => line ?? '',
      ),
    );
    expect(logged.length).toBeGreaterThan(10);
    const first = (line: string): string => line.split('. ')[0] ?? line;
    expect(logged.filter((line) => !page.includes(first(line).replace(/\.$/, '')))).toEqual([]);
  });
});
