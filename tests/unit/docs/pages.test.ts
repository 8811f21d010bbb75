import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { watchCalendars } from '../../../api/http/calendar-metrics.ts';
import { createMetrics } from '../../../api/http/metrics.ts';
import { isThere, namedTests } from './named-tests.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

function sources(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => read(path.join(folder, file)));
}

/** Every page of the project, by its path. */
const PAGES = [
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...readdirSync(path.join(ROOT, 'docs'))
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file}`),
];
/** Made by whoever installs it. */
const NOT_HERE = new Set(['deploy/.env']);
/** docs/privacy.md says that it is planned. */
const NOT_BUILT = 'person';

describe('all pages', () => {
  it.each(PAGES)('%s names only files and links that are there', (page) => {
    const text = read(page);
    const folders = 'api|bot|tab|shared|sandbox|tests|manifest|deploy|scripts|docs|bench';
    const named = [...text.matchAll(new RegExp(`\`((?:${folders})/[\\w./-]+)\``, 'g'))].flatMap(
      ([, file]) => file ?? [],
    );
    expect(named.filter((file) => !NOT_HERE.has(file) && !existsSync(path.join(ROOT, file)))).toEqual([]);
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].flatMap(([, link]) => link ?? []);
    expect(links.filter((link) => !existsSync(path.join(ROOT, path.dirname(page), link)))).toEqual([]);
  });

  it('say what every npm script is for, and name no script that is not there', () => {
    const { scripts }: { scripts: Record<string, string> } = JSON.parse(read('package.json'));
    const named = PAGES.flatMap((page) =>
      [...read(page).matchAll(/\bnpm (?:run ([a-z0-9]+)|(start|test)\b)/g)].map(
        ([, script, short]) => script ?? short ?? '',
      ),
    );
    expect(Object.keys(scripts).filter((script) => !named.includes(script))).toEqual([]);
    expect(named.filter((script) => !(script in scripts) && script !== NOT_BUILT)).toEqual([]);
  });
});

describe('the pages for those who install and answer for the app', () => {
  it.each(['docs/privacy.md', 'docs/operations.md', 'docs/install-walk.md'])(
    '%s names only tests that are there',
    (page) => {
      const named = read(page).match(/tests\/[\w/.-]+\.test\.ts/g) ?? [];
      expect(named.length).toBeGreaterThan(0);
      expect(named.filter((file) => !existsSync(path.join(ROOT, file)))).toEqual([]);
    },
  );

  it('names the very test of each claim about privacy', () => {
    const rows = read('docs/privacy.md')
      .split('| claim | test |')[1]
      ?.split('\n\n')[0]
      ?.split('\n')
      .filter((line) => line.startsWith('| ') && !line.startsWith('| ---'));
    expect(rows?.length).toBeGreaterThan(15);
    expect(rows?.filter((row) => namedTests(row).every(({ title }) => title === null))).toEqual([]);
    expect(namedTests(rows?.join('\n') ?? '').filter((test) => !isThere(test))).toEqual([]);
  });

  it('has a row with its test for each fault of Teams and Outlook', () => {
    const rows = read('docs/outlook-faults.md')
      .split('\n')
      .filter((line) => /^\| (?!fault|---)/.test(line));
    const faults = new Set(rows.flatMap((row) => /^\| (TR\d+) /.exec(row)?.[1] ?? []));
    expect([...faults]).toEqual(Array.from({ length: 19 }, (_, index) => `TR${index + 1}`));
    for (const row of rows) {
      const files = [...row.matchAll(/`((?:api|bot|tab|manifest|deploy)\/[\w./-]+|vite[\w.]+)`/g)];
      expect([row, files.length > 0]).toEqual([row, true]);
      expect(files.filter(([, file = '']) => !existsSync(path.join(ROOT, file)))).toEqual([]);
      const tests = namedTests(row);
      expect([row, tests.length > 0 && tests.every(({ title }) => title !== null)]).toEqual([row, true]);
      expect(tests.filter((test) => !isThere(test))).toEqual([]);
    }
  });

  it('explain every metric that the app exposes, with its labels, and no other', async () => {
    const { registry } = createMetrics();
    watchCalendars(registry, async () => ({ byState: {}, bells: { all: 0, silent: 0 } }));
    const exposed = await registry.getMetricsAsJSON();
    const own = exposed.filter(({ name }) => !/^followthrough_(process|nodejs)_/.test(name));
    const written = new Set(
      sources('api/http').flatMap((text) => text.match(/\bfollowthrough_\w+(?=')/g) ?? []),
    );
    expect(new Set(own.map(({ name }) => name))).toEqual(written);
    const explained = [...read('docs/operations.md').matchAll(/^\| `(followthrough_\w+)\{([\w,]+)\}/gm)];
    expect(new Set(explained.map(([, name]) => name))).toEqual(written);
    for (const [, name = '', labels = ''] of explained) {
      expect([name, labels.split(',')]).toEqual([name, Object(registry.getSingleMetric(name)).labelNames]);
    }
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
