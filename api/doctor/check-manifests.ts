import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { DoctorWorld } from './doctor-world.ts';
import { fault, note, ok, type Said } from './finding.ts';

const TEAMS = 'dist/followthrough-teams.zip';
const OUTLOOK = 'dist/followthrough-outlook.xml';

/** The packages that an admin uploads. They need not lie where the app runs; where they do, they must be this app's. */
export async function checkManifests({ root, publicUrl }: DoctorWorld): Promise<Said[]> {
  const missing = [TEAMS, OUTLOOK].filter((file) => !existsSync(path.join(root, file)));
  if (missing.length > 0)
    return [
      note(
        `${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} not here. The app runs without.`,
        'docs/install.md says how they are made and uploaded.',
      ),
    ];
  const { host } = new URL(publicUrl);
  const xml = await readFile(path.join(root, OUTLOOK), 'utf8');
  return xml.includes(`https://${host}/`)
    ? [ok(`${TEAMS} and ${OUTLOOK} are there, for ${host}.`)]
    : [fault(`${OUTLOOK} was made for another host than ${host}.`, `Make both anew with --host ${host}.`)];
}
