import { failureName } from '../jobs/queue.ts';
import { checkAddress, checkHeaders, checkNotifications, checkReadiness, checkTab } from './check-address.ts';
import { checkBot } from './check-bot.ts';
import { checkCalendars, checkSubscriptions } from './check-calendars.ts';
import { checkConfiguration } from './check-configuration.ts';
import { checkDatabase, checkDecisions, checkKeys, checkQueue } from './check-database.ts';
import { checkIdentity } from './check-identity.ts';
import { checkManifests } from './check-manifests.ts';
import { checkPermissions } from './check-permissions.ts';
import type { DoctorWorld } from './doctor-world.ts';
import { type Area, fault, type Finding, type Said } from './finding.ts';

interface Check {
  /** What must be well before this can be told: a fault is said once, where it is. */
  readonly needs: readonly Area[];
  readonly run: (world: DoctorWorld) => Promise<readonly Said[]>;
}

const CHECKS: readonly (readonly [Area, Check])[] = [
  ['configuration', { needs: [], run: checkConfiguration }],
  ['database', { needs: [], run: checkDatabase }],
  ['queue', { needs: ['database'], run: checkQueue }],
  ['keys', { needs: ['database'], run: checkKeys }],
  ['decisions', { needs: ['database'], run: checkDecisions }],
  ['identity', { needs: ['configuration'], run: checkIdentity }],
  ['permissions', { needs: ['database', 'keys', 'identity'], run: checkPermissions }],
  ['address', { needs: [], run: checkAddress }],
  ['headers', { needs: ['address'], run: checkHeaders }],
  ['tab', { needs: ['address'], run: checkTab }],
  ['notifications', { needs: ['address'], run: checkNotifications }],
  ['calendars', { needs: ['database', 'permissions'], run: checkCalendars }],
  ['subscriptions', { needs: ['database', 'permissions', 'notifications'], run: checkSubscriptions }],
  ['bot', { needs: ['database', 'identity', 'address'], run: checkBot }],
  ['manifests', { needs: [], run: checkManifests }],
  ['readiness', { needs: ['database', 'queue', 'identity', 'address', 'bot'], run: checkReadiness }],
];

/** Looks at everything that a deployment needs, and says each finding as it is made. Changes nothing. */
export async function runDoctor(world: DoctorWorld, say: (finding: Finding) => void): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [area, check] of CHECKS) {
    const first = check.needs.find((needed) => isUnwell(findings, needed));
    const said = first === undefined ? await examine(check, world) : [skipped(first)];
    for (const one of said) {
      const finding = { area, ...one };
      findings.push(finding);
      say(finding);
    }
  }
  return findings;
}

function isUnwell(findings: readonly Finding[], area: Area): boolean {
  return findings.some(
    (finding) => finding.area === area && (finding.state === 'fault' || finding.state === 'skipped'),
  );
}

/** A check that fails in a way that nobody thought of is a fault too, by name and without its text. */
async function examine({ run }: Check, world: DoctorWorld): Promise<readonly Said[]> {
  try {
    return await run(world);
  } catch (error) {
    return [fault(`It cannot be looked at (${failureName(error)}).`, 'Look into the log of the app.')];
  }
}

function skipped(first: Area): Said {
  return { state: 'skipped', what: `Not looked at: ${first} comes first.`, action: '' };
}
