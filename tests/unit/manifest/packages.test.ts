import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { parseWord } from '../../../bot/words.ts';
import { buildPackages } from '../../../manifest/build-packages.ts';
import { checkOutlookManifest } from '../../../manifest/check/check-outlook-manifest.ts';
import { checkSchema } from '../../../manifest/check/check-schema.ts';
import { checkTeamsPackage } from '../../../manifest/check/check-teams-package.ts';
import { measurePng } from '../../../manifest/check/measure-png.ts';
import type { Deployment } from '../../../manifest/deployment.ts';
import { OUTLOOK_ICON_SIZES } from '../../../manifest/outlook/outlook-surface.ts';
import { descendants, parseXml } from '../../../manifest/outlook/xml.ts';
import { BOT_COMMANDS, TEAMS_TAB } from '../../../manifest/teams/teams-manifest.ts';
import { WORDS } from '../../../manifest/words.ts';
import { API_SCOPE, apiResource } from '../../../shared/contract/api-resource.ts';
import { parseTeamsPlace } from '../../../tab/host/teams-place.ts';
import { PAGE_KEYS } from '../../../tab/pages/page-rules.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const HOST = 'team.nordvik.example';
const APP_ID = '6f0c7c1e-8f0a-4a55-9d4e-3f1f2f6b1c01';
const BOT_ID = '0b9b0a5e-1d3c-4c8e-8a52-7f2f3e4d5c02';
/** Made of the app id, so that a new build updates what was deployed. */
const OUTLOOK_ID = 'b537a6bf-0e74-86cd-987d-b82db0fba2fc';
const DEPLOYMENT: Deployment = {
  host: HOST,
  appId: APP_ID,
  botAppId: BOT_ID,
  version: '1.2.3',
  developer: {
    name: 'Nordvik',
    websiteUrl: `https://${HOST}/tab/`,
    privacyUrl: `https://${HOST}/privacy`,
    termsOfUseUrl: `https://${HOST}/terms`,
  },
};

const built = await buildPackages(DEPLOYMENT);
const files = unzipSync(built.teams);
const manifest = JSON.parse(strFromU8(files['manifest.json'] ?? new Uint8Array()));

describe('the Teams package', () => {
  it('holds the manifest, its languages and its icons at the root, and nothing else', () => {
    expect(Object.keys(files).toSorted()).toEqual(['color.png', 'manifest.json', 'outline.png', 'sv.json']);
  });

  it('passes Microsoft’s schema and our own check', () => {
    expect(built.flaws).toEqual([]);
  });

  it('is the same bytes for the same deployment', async () => {
    expect((await buildPackages(DEPLOYMENT)).teams).toEqual(built.teams);
  });

  it('shows one tab, for the pages have a row of their own in it', () => {
    expect(manifest.staticTabs).toEqual([
      {
        entityId: 'home',
        name: 'Selling time',
        contentUrl: `https://${HOST}/tab/`,
        websiteUrl: `https://${HOST}/tab/`,
        scopes: ['personal'],
      },
    ]);
  });

  it('has the tab that the links of cards name, and the tab the page behind it', () => {
    const source = readFileSync(path.join(ROOT, 'api/start/open-bot.ts'), 'utf8');
    const [, tab] = /teams\.microsoft\.com\/l\/entity\/\$\{appId\}\/(\w+)/.exec(source) ?? [];
    const [, page] = /subEntityId: `(\w+)\//.exec(source) ?? [];
    expect(tab).toBe(TEAMS_TAB);
    expect(parseTeamsPlace(TEAMS_TAB, `${page}/82caf2f7`)).toEqual({ page: 'moved', subPage: '82caf2f7' });
    expect(PAGE_KEYS).toContain(page);
    expect(manifest.id).toBe(APP_ID);
  });

  it.each(['sv', 'en'] as const)('offers commands in %s that the bot understands', (language) => {
    expect(BOT_COMMANDS.map((command) => parseWord(WORDS[language][`command.${command}`]))).toEqual([
      'help',
      'why',
      'pause',
      'resume',
    ]);
  });

  it('asks for the sign-in that the API takes and the tab asks for', () => {
    expect(manifest.webApplicationInfo).toEqual({
      id: APP_ID,
      resource: apiResource(HOST, APP_ID),
      nestedAppAuthInfo: [
        {
          redirectUri: `brk-multihub://${HOST}`,
          scopes: [`${apiResource(HOST, APP_ID)}/${API_SCOPE}`],
        },
      ],
    });
    expect(apiResource('Team.Nordvik.example', APP_ID.toUpperCase())).toBe(`api://${HOST}/${APP_ID}`);
  });

  it('has no Outlook part, which that catalogue refuses and Outlook on the web breaks, and asks for no consent of its own', () => {
    expect(Object.keys(manifest)).not.toContain('extensions');
    expect(Object.keys(manifest)).not.toContain('authorization');
  });

  it('has icons of the sizes and transparency that Teams demands, measured', () => {
    const measure = (name: string) => measurePng(files[name] ?? new Uint8Array());
    expect(measure('color.png')).toMatchObject({ width: 192, height: 192, opaque: 1 });
    const outline = measure('outline.png');
    expect(outline).toMatchObject({ width: 32, height: 32, isWhite: true });
    expect(outline?.transparent).toBeGreaterThan(0.5);
    expect(outline?.opaque).toBeGreaterThan(0.1);
  });
});

type Json = Record<string, unknown>;

/** The package with something of it changed. */
function spoilt(change: (json: Json, parts: Record<string, Uint8Array>) => void): Uint8Array {
  const parts = { ...files };
  const json: Json = structuredClone(manifest);
  change(json, parts);
  return zipSync({ ...parts, 'manifest.json': strToU8(JSON.stringify(json)) });
}

const outlookPart = (change: Json): Json => ({
  requirements: { scopes: ['mail'], formFactors: ['desktop'] },
  runtimes: [
    {
      id: 'events',
      type: 'general',
      code: { page: `https://${HOST}/tab/outlook/events.html` },
      actions: [{ id: 'onAppointmentTimeChanged', type: 'executeFunction' }],
    },
  ],
  autoRunEvents: [
    { events: [{ type: 'appointmentTimeChanged', actionId: 'onAppointmentTimeChanged', ...change }] },
  ],
});
const permissions = (...names: string[]): Json => ({
  permissions: { resourceSpecific: names.map((name) => ({ name, type: 'Delegated' })) },
});
const tabs = ({ staticTabs }: Json): Json[] => (Array.isArray(staticTabs) ? staticTabs : []);

describe('an error that every validator lets through', () => {
  it.each<[string, (json: Json, parts: Record<string, Uint8Array>) => void, string]>([
    [
      'an event by its XML name',
      (json) => (json['extensions'] = [outlookPart({ type: 'OnAppointmentTimeChanged' })]),
      'There is no event OnAppointmentTimeChanged.',
    ],
    [
      'an event whose action no runtime has',
      (json) => (json['extensions'] = [outlookPart({ actionId: 'onAppointmentMoved' })]),
      'No runtime has the action onAppointmentMoved.',
    ],
    [
      'an icon that is not in the zip',
      (_json, parts) => delete parts['outline.png'],
      'outline.png is not in the package.',
    ],
    [
      'a language that is not in the zip',
      (_json, parts) => delete parts['sv.json'],
      'sv.json is not in the package.',
    ],
    [
      'an icon of another size',
      (_json, parts) =>
        (parts['color.png'] = readFileSync(path.join(ROOT, 'tab/public/outlook/icon-128.png'))),
      'color.png is 128 × 128 pixels, and has to be 192 × 192.',
    ],
    [
      'a page without https',
      (json) => tabs(json).forEach((tab) => (tab['contentUrl'] = `http://${HOST}/tab/`)),
      `http://${HOST}/tab/ is not https.`,
    ],
    [
      'a page at a host that is not among the valid ones',
      (json) => (json['validDomains'] = ['elsewhere.example']),
      `${HOST} is not among validDomains.`,
    ],
    [
      'a sign-in for another host than the tabs’',
      (json) => (json['webApplicationInfo'] = { id: APP_ID, resource: `api://elsewhere.example/${APP_ID}` }),
      'The sign-in is for the host “elsewhere.example”, the tabs are not: hosts then refuse it.',
    ],
    [
      'a permission that there is not',
      (json) => (json['authorization'] = permissions('Calendars.Everything')),
      'There is no permission Calendars.Everything.',
    ],
    [
      'two mailbox permissions',
      (json) => (json['authorization'] = permissions('MailboxItem.Read.User', 'MailboxItem.ReadWrite.User')),
      'MailboxItem.Read.User and MailboxItem.ReadWrite.User: name the highest one alone.',
    ],
    [
      'a version that is no version',
      (json) => (json['version'] = '1'),
      'The version 1 is not of the form 1.2.3.',
    ],
    [
      'the default language once more',
      (json) =>
        (json['localizationInfo'] = {
          defaultLanguageTag: 'sv',
          additionalLanguages: [{ languageTag: 'sv', file: 'sv.json' }],
        }),
      'The language sv is named twice.',
    ],
  ])('is found by ours: %s', async (_name, change, flaw) => {
    const zip = spoilt(change);
    expect(await checkSchema(zip)).toEqual([]);
    expect(checkTeamsPackage(zip)).toContain(flaw);
  });

  it('is not invented where nothing is wrong with an Outlook part', () => {
    const zip = spoilt((json) => {
      json['extensions'] = [outlookPart({})];
      json['authorization'] = permissions('MailboxItem.Read.User', 'TeamMember.Read.Group');
    });
    expect(checkTeamsPackage(zip)).toEqual([]);
  });

  it('includes icons of the wrong paint', () => {
    const zip = spoilt((json) => (json['icons'] = { color: 'color.png', outline: 'color.png' }));
    expect(checkTeamsPackage(zip)).toContain('color.png is 192 × 192 pixels, and has to be 32 × 32.');
    const served = (size: number) => readFileSync(path.join(ROOT, `tab/public/outlook/icon-${size}.png`));
    const painted = spoilt((_json, parts) => (parts['outline.png'] = served(32)));
    expect(checkTeamsPackage(painted)).toEqual([
      'outline.png has to be white lines on a transparent ground.',
    ]);
  });

  it('includes a word that one language lacks, a surplus one, and a surplus file', () => {
    const zip = spoilt((_json, parts) => {
      parts['sv.json'] = strToU8('{"name.short":"Followthrough","staticTabs[9].name":"Ingenting"}');
      parts['notes.txt'] = strToU8('x');
    });
    expect(checkTeamsPackage(zip)).toEqual(
      expect.arrayContaining([
        'notes.txt is in the package, and the manifest does not name it.',
        'sv.json says nothing of description.full.',
        'sv.json speaks of staticTabs[9].name, which is not in the manifest.',
      ]),
    );
  });
});

describe('the Outlook add-in’s manifest', () => {
  const all = descendants(parseXml(built.outlook));
  const valuesOf = (name: string, attribute: string): string[] =>
    all.filter((part) => part.name === name).flatMap((part) => part.attributes[attribute] ?? []);

  it('is another app than the Teams app, and the same one at every build', () => {
    expect(all.filter(({ name }) => name === 'Id').map(({ text }) => text)).toEqual([OUTLOOK_ID]);
  });

  it('adds its button to a meeting’s form for whoever organizes and whoever attends', () => {
    expect(valuesOf('ExtensionPoint', 'xsi:type')).toEqual([
      'AppointmentOrganizerCommandSurface',
      'AppointmentAttendeeCommandSurface',
      'LaunchEvent',
    ]);
  });

  it('listens to the opening of a form and to a changed time, never to a sending', () => {
    expect(valuesOf('LaunchEvent', 'Type')).toEqual(['OnAppointmentOrganizer', 'OnAppointmentTimeChanged']);
    expect(built.outlook).not.toContain('SendMode');
  });

  it('names icons that the app serves, of the size that each says', () => {
    const icons = OUTLOOK_ICON_SIZES.map((size) => ({
      size,
      png: measurePng(readFileSync(path.join(ROOT, `tab/public/outlook/icon-${size}.png`))),
    }));
    expect(icons.map(({ png }) => [png?.width, png?.height])).toEqual(
      OUTLOOK_ICON_SIZES.map((size) => [size, size]),
    );
    expect(icons.every(({ png }) => png !== null && png.opaque < 1 && png.opaque > 0.5)).toBe(true);
    const named = [...built.outlook.matchAll(/https:\/\/[^"]+\/tab\/(outlook\/icon-\d+\.png)/g)];
    expect(named.filter(([, file]) => !existsSync(path.join(ROOT, 'tab/public', file ?? '')))).toEqual([]);
    expect(named.length).toBe(5);
  });

  it.each<[string, (xml: string) => string, string]>([
    [
      'a resource that is not there',
      (xml) => xml.replace(' id="Url.Pane"', ' id="Url.Panel"'),
      'There is no resource Url.Pane.',
    ],
    [
      'an address at another host',
      (xml) => xml.replace(`https://${HOST}/tab/outlook/events.js`, 'https://elsewhere.example/events.js'),
      `https://elsewhere.example/events.js is not at https://${HOST}.`,
    ],
    [
      'a word without Swedish',
      (xml) => xml.replace(/<bt:Override Locale="sv-SE" Value="Säljtid" \/>/, ''),
      'Text.Button is not in every language.',
    ],
    [
      'an id that is there twice',
      (xml) => xml.replace('ftAttendeePane', 'ftOrganizerPane'),
      'The id ftOrganizerPane is there twice.',
    ],
  ])('is refused by our check with %s', (_name, spoil, flaw) => {
    expect(checkOutlookManifest(built.outlook, HOST)).toEqual([]);
    expect(checkOutlookManifest(spoil(built.outlook), HOST)).toContain(flaw);
  });
});
