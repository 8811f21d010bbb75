import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

const dockerfile = read('Dockerfile');
const bicep = read('deploy/azure/main.bicep');
const compose = read('deploy/compose.yaml');
const settings = new Set(
  [...read('.env.example').matchAll(/^([A-Z_]+)=/gm)].flatMap(([, name]) => name ?? []),
);
/** Of the images and of deploy/.env, not of the app. */
const OTHERS = new Set([
  'NODE_ENV',
  'POSTGRES_PASSWORD',
  'POSTGRES_INITDB_ARGS',
  'OWNER_PASSWORD',
  'APP_PASSWORD',
]);

function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].flatMap(([, found]) => found ?? []);
}

describe('the image', () => {
  it('ends in a stage that runs as nobody in particular and installs nothing', () => {
    const last = dockerfile.split(/^FROM /m).at(-1) ?? '';
    expect(last).toMatch(/^USER 1000:1000$/m);
    expect(last).not.toMatch(/^RUN /m);
    expect(matches(last, /^COPY (?!--)(.+)$/gm)).toEqual([
      'package.json LICENSE ./',
      'shared shared',
      'bot bot',
      'api api',
    ]);
  });

  it('runs the Node that the project tests with', () => {
    const { devDependencies }: { devDependencies: Record<string, string> } = JSON.parse(read('package.json'));
    expect(dockerfile).toContain(`ARG NODE=node:${devDependencies['node']}-`);
  });

  it('gets nothing into its context that it does not copy', () => {
    const allowed = matches(read('.dockerignore'), /^!(.+)$/gm);
    const copied = matches(dockerfile, /^COPY (?!--)(.+) \S+$/gm).flatMap((names) => names.split(' '));
    expect(new Set(allowed)).toEqual(new Set(copied));
  });
});

describe('the compose file', () => {
  it('runs every container of the app without a way to write or to gain rights', () => {
    expect(compose).toMatch(/read_only: true\n {2}tmpfs: \[\/tmp\]\n {2}cap_drop: \[ALL\]/);
    expect(matches(compose, /^ {2}(\w+):\n {4}<<: \*app/gm)).toEqual(['migrate', 'web', 'worker']);
  });

  it('gives the owner’s role to the migration alone', () => {
    expect(matches(compose, /^ {6}DATABASE_OWNER_URL: (.*)$/gm)).toEqual([
      'postgresql://followthrough_owner:${OWNER_PASSWORD:?}@postgres:5432/followthrough',
      "''",
      "''",
    ]);
  });
});

/** No Bicep compiler is at hand where the tests run: names, references and brackets are checked here. */
describe('the Azure template', () => {
  const symbols = new Set(matches(bicep, /^(?:param|var|resource) (\w+)/gm));

  it('sets only keys that the app reads, in both files', () => {
    const names = [...matches(bicep, /\{ name: '([A-Z_]+)'/g), ...matches(compose, /^ {6}([A-Z_]+):/gm)];
    expect(names.filter((name) => !settings.has(name) && !OTHERS.has(name))).toEqual([]);
  });

  it('names only what it declares', () => {
    const interpolated = matches(bicep, /\$\{(?:\w+\()*(\w+)[.,)}]/g);
    const used = [
      ...interpolated,
      ...matches(bicep, /(?:parent|scope): (\w+)$/gm),
      ...matches(bicep, /\b(\w+)\.(?:id|properties|name)\b/g),
      ...matches(bicep, /dependsOn: \[([^\]]+)\]/g).flatMap((list) => list.split(', ')),
    ];
    const local = new Set(['secret', 'resourceGroup']);
    expect(used.filter((name) => !symbols.has(name) && !local.has(name))).toEqual([]);
  });

  it('declares nothing that it does not use', () => {
    const idle = [...symbols].filter(
      (name) => (bicep.match(new RegExp(String.raw`\b${name}\b`, 'g')) ?? []).length < 2,
    );
    // Settings of what they belong to: nothing else names them.
    expect(idle).toEqual(['databaseLog', 'teams']);
  });

  it('closes every bracket that it opens', () => {
    const bare = bicep.replaceAll(/(^|\s)\/\/.*$/gm, '').replaceAll(/'[^'\n]*'/g, "''");
    const count = (bracket: string): number => bare.split(bracket).length;
    for (const [open, close] of ['{}', '[]', '()'].map((pair) => pair.split('')))
      expect(count(open ?? '')).toBe(count(close ?? ''));
  });

  it('scales web and worker apart, and keeps the owner’s role out of both', () => {
    expect(matches(bicep, /\{ name: 'ROLE', value: '(\w+)' \}/g)).toEqual(['web', 'worker']);
    expect(matches(bicep, /scale: \{\s*minReplicas: (\w+)/g)).toEqual(['webReplicas', 'workerReplicas']);
    expect(matches(bicep, /for secret in (\w+)/g)).toEqual([
      'secrets',
      'migrationSecretNames',
      'appSecretNames',
      'appSecretNames',
    ]);
    expect(bicep).toMatch(/var appSecretNames = \['database-url', 'data-key', 'data-index-key'\]/);
  });

  it('makes a bot of this tenant alone, at the app’s address', () => {
    expect(bicep).toContain("msaAppType: 'SingleTenant'");
    expect(bicep).toContain("endpoint: 'https://${host}/bot/messages'");
  });
});
