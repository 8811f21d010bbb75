import { strToU8, zipSync } from 'fflate';
import type { Deployment } from '../deployment.ts';
import { WORDS } from '../words.ts';
import { LANGUAGE_FILES, TEAMS_ICONS, teamsLanguageFile, teamsManifest } from './teams-manifest.ts';

/** The same files give the same bytes. */
const MADE_AT = '2026-01-01T00:00:00';

export type IconFile = (typeof TEAMS_ICONS)[keyof typeof TEAMS_ICONS];

/** The zip that Teams takes: the manifest, its languages and icons at the root, and nothing else. */
export function teamsPackage(
  deployment: Deployment,
  icons: Readonly<Record<IconFile, Uint8Array>>,
): Uint8Array {
  const files = {
    'manifest.json': json(teamsManifest(deployment)),
    ...Object.fromEntries(
      Object.entries(LANGUAGE_FILES).map(([language, file]) => [
        file,
        json(teamsLanguageFile(WORDS[language === 'sv' ? 'sv' : 'en'])),
      ]),
    ),
    ...icons,
  };
  return zipSync(files, { mtime: MADE_AT });
}

function json(value: object): Uint8Array {
  return strToU8(`${JSON.stringify(value, null, 2)}\n`);
}
