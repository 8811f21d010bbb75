import { createSandboxClock } from './clock.ts';
import type { Company } from './company.ts';
import { loadCompanyState, type CompanyChoice } from './company-state.ts';
import { startEmulator } from './emulator.ts';
import { createFaults } from './graph/faults.ts';
import { createGraphApp } from './graph/graph-app.ts';
import type { GraphDeps } from './graph/graph-deps.ts';
import { createNotifier } from './graph/notifier.ts';
import { createRequestLog } from './graph/request-log.ts';
import { createBotLogin } from './identity/bot-login.ts';
import { createIdentity } from './identity/identity.ts';
import { createMicrosoftLogin } from './identity/microsoft-login.ts';
import { createRegistration } from './identity/registration.ts';
import type { SandboxInside } from './inside.ts';
import { createMailboxes } from './mailbox.ts';
import { createSandboxRoutes } from './routes/sandbox-routes.ts';
import type { CompanyFacts, Sandbox } from './sandbox.ts';
import { openSandboxDatabase } from './store/sandbox-database.ts';

export interface SandboxOptions {
  /** The sandbox's own database, which must exist; its tables are made where they are missing. */
  readonly databaseUrl: string;
  /** Where the app listens. A function: with port 0 nobody knows before it does. */
  readonly publicUrl: () => string;
  readonly company?: Partial<CompanyChoice>;
  readonly emulatorPort?: number;
  readonly realNow?: () => number;
}

/** The sandbox in this process, with the inside that tests use. */
export interface RunningSandbox extends Sandbox {
  readonly inside: SandboxInside;
}

const DEFAULT_COMPANY: CompanyChoice = {
  seed: 'tranvik',
  teams: ['mitt', 'norr'],
  weeksBack: 12,
  weeksAhead: 4,
};

/** Starts the pretend Microsoft 365 on a loopback port of its own. */
export async function startSandbox(options: SandboxOptions): Promise<RunningSandbox> {
  const realNow = options.realNow ?? Date.now;
  const choice = { ...DEFAULT_COMPANY, ...options.company };
  const db = await openSandboxDatabase(options.databaseUrl);
  const clock = await createSandboxClock(db, realNow);
  const state = await loadCompanyState(db, clock, choice);
  const registration = createRegistration(choice.seed);
  const identity = await createIdentity(db, registration, realNow);
  const faults = createFaults();
  const log = createRequestLog();
  const { company, generation } = state;
  const deps: GraphDeps = { db, company, identity, clock, faults, log, generation, realNow };
  const notifier = createNotifier(deps);
  const mailboxes = createMailboxes({ db, company, clock, realNow, announce: notifier.announce });
  const hosts = {
    'login.microsoftonline.com': createMicrosoftLogin(identity),
    'login.botframework.com': createBotLogin(identity),
    'graph.microsoft.com': createGraphApp(deps),
  };
  const emulator = await startEmulator(hosts, options.emulatorPort);
  const inside: SandboxInside = {
    db,
    clock,
    company,
    generation,
    mailboxes,
    identity,
    graph: { faults, log, notifier },
    publicUrl: options.publicUrl,
    realNow,
    startOver: async () => {
      await clock.reset();
      await state.startOver();
      log.clear();
    },
  };
  const { tenantId, appId, appSecret, botAppId } = registration;
  return {
    emulator: emulator.url,
    hosts: Object.keys(hosts),
    microsoft: { tenantId, appId, appSecret, botAppId },
    clock,
    company: () => companyFacts(company(), generation()),
    people: () => company().people,
    routes: createSandboxRoutes(inside),
    inside,
    stop: async () => {
      notifier.stop();
      clock.stop();
      await emulator.stop();
      await notifier.settled();
      await db.destroy();
    },
  };
}

function companyFacts({ name, domains, teams }: Company, generation: number): CompanyFacts {
  return { name, domains, teams, generation };
}
