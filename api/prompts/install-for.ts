import { GraphFailure } from '../graph/graph-failure.ts';
import type { InstallPort } from '../graph/installations.ts';
import {
  findInstallState,
  saveCatalogApp,
  saveInstallProblem,
  type InstallProblem,
} from '../store/bot-state-store.ts';
import type { Store } from '../store/transaction.ts';
import type { Logger } from 'pino';
import type { Clock } from '../../shared/clock.ts';

export interface InstallDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly installs: InstallPort;
  /** The app's id in its manifest. */
  readonly manifestId: string;
  readonly log: Logger;
}

export type InstallResult =
  | { readonly kind: 'chat'; readonly conversationId: string }
  /** It can be installed for nobody now. */
  | { readonly kind: 'problem'; readonly problem: InstallProblem['kind'] }
  /** Not for this person: a policy, or no account in Teams. */
  | { readonly kind: 'refused' };

/** One line for whoever reads the log: what it means and who can mend it. */
const PROBLEMS = {
  permission:
    'The app cannot be installed for people: the optional permission TeamsAppInstallation.ReadWriteSelfForUser.All was not consented to. Grant it, or install the app by a setup policy in the Teams admin center.',
  catalogue:
    'The app cannot be installed for people: it is not in the organisation’s app catalogue, or that may not be read. Upload the package in the Teams admin center.',
} as const;

/**
 * Installs the app for somebody who may have it already, and finds their chat with it. What Graph says of an installation is
 * looked up, never remembered. Rejects with `GraphFailure` where the same may succeed later.
 */
export async function installFor(entraId: string, deps: InstallDeps): Promise<InstallResult> {
  const result = await attempt(entraId, deps).catch(refusalOf);
  await note(result, deps);
  return result;
}

/** Whether what kept the app from everybody is over, by a look at what one person has: it changes nothing for them. */
export async function lookForProblem(entraId: string, deps: InstallDeps): Promise<void> {
  const look = async (): Promise<InstallResult | null> => {
    if (await deps.installs.findInstallation(entraId, deps.manifestId)) return null;
    return (await catalogApp(deps)) === null ? { kind: 'problem', problem: 'catalogue' } : null;
  };
  await note(await look().catch(refusalOf), deps);
}

function refusalOf(error: unknown): InstallResult {
  if (error instanceof GraphFailure && error.kind === 'denied')
    return { kind: 'problem', problem: 'permission' };
  if (error instanceof GraphFailure && NOT_THEM.has(error.kind)) return { kind: 'refused' };
  throw error;
}

const NOT_THEM: ReadonlySet<string> = new Set(['no-mailbox', 'not-found', 'bug']);

async function attempt(entraId: string, deps: InstallDeps): Promise<InstallResult> {
  const { installs, manifestId, store } = deps;
  const found = await installs.findInstallation(entraId, manifestId);
  if (found) {
    await store.as({ kind: 'worker' })((trx) => saveCatalogApp(trx, found.catalogAppId));
    return chatOf(entraId, found.id, installs);
  }
  const catalogAppId = await catalogApp(deps);
  if (catalogAppId === null) return { kind: 'problem', problem: 'catalogue' };
  const installed = await install(entraId, catalogAppId, installs);
  if (installed === 'refused') return { kind: 'refused' };
  if (installed === 'unknown app') {
    await store.as({ kind: 'worker' })((trx) => saveCatalogApp(trx, null));
    return { kind: 'problem', problem: 'catalogue' };
  }
  const made = await installs.findInstallation(entraId, manifestId);
  return made ? chatOf(entraId, made.id, installs) : { kind: 'refused' };
}

async function chatOf(
  entraId: string,
  installationId: string,
  installs: InstallPort,
): Promise<InstallResult> {
  return { kind: 'chat', conversationId: await installs.fetchInstalledChat(entraId, installationId) };
}

/** Once the list could be read, the permission is there: a refusal now is about the person. */
async function install(entraId: string, catalogAppId: string, installs: InstallPort) {
  return installs.install(entraId, catalogAppId).then(
    (isKnown) => (isKnown ? ('done' as const) : ('unknown app' as const)),
    (error: unknown) => {
      if (error instanceof GraphFailure && error.kind === 'denied') return 'refused' as const;
      throw error;
    },
  );
}

async function catalogApp({ store, installs, manifestId }: InstallDeps): Promise<string | null> {
  const asWorker = store.as({ kind: 'worker' });
  const known = (await asWorker(findInstallState)).catalogAppId;
  if (known !== null) return known;
  const found = await installs.findCatalogApp(manifestId);
  if (found !== null) await asWorker((trx) => saveCatalogApp(trx, found));
  return found;
}

async function note(result: InstallResult | null, { store, clock, log }: InstallDeps): Promise<void> {
  if (result?.kind === 'refused') return;
  const problem = result?.kind === 'problem' ? result.problem : null;
  const isNew = await store.as({ kind: 'worker' })(async (trx) => {
    const before = (await findInstallState(trx)).problem;
    if ((before?.kind ?? null) === problem) return false;
    await saveInstallProblem(trx, problem === null ? null : { kind: problem, since: clock.now() });
    return true;
  });
  if (isNew && problem !== null) log.warn({ problem }, PROBLEMS[problem]);
}
