import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { checkOutlookManifest } from './check/check-outlook-manifest.ts';
import { checkSchema } from './check/check-schema.ts';
import { checkTeamsPackage } from './check/check-teams-package.ts';
import type { Deployment } from './deployment.ts';
import { outlookManifest } from './outlook/outlook-manifest.ts';
import { TEAMS_ICONS } from './teams/teams-manifest.ts';
import { teamsPackage } from './teams/teams-package.ts';

export const TEAMS_FILE = 'followthrough-teams.zip';
export const OUTLOOK_FILE = 'followthrough-outlook.xml';

const ICONS = path.join(import.meta.dirname, 'icons');

/** Both packages, and what is wrong with them as they were built: by Microsoft's schema, then by what no schema sees. */
export async function buildPackages(
  deployment: Deployment,
): Promise<{ readonly teams: Uint8Array; readonly outlook: string; readonly flaws: readonly string[] }> {
  const [color, outline] = await Promise.all(
    [TEAMS_ICONS.color, TEAMS_ICONS.outline].map((file) => readFile(path.join(ICONS, file))),
  );
  if (color === undefined || outline === undefined) throw new Error('An icon is missing.');
  const teams = teamsPackage(deployment, {
    [TEAMS_ICONS.color]: color,
    [TEAMS_ICONS.outline]: outline,
  });
  const outlook = outlookManifest(deployment);
  return {
    teams,
    outlook,
    flaws: [
      ...(await checkSchema(teams)),
      ...checkTeamsPackage(teams),
      ...checkOutlookManifest(outlook, deployment.host),
    ],
  };
}
