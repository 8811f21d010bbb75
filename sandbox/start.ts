import type { RequestHandler } from 'express';
import { createSandboxClock } from './clock.ts';
import type { Company } from './company.ts';
import { loadCompanyState, type CompanyChoice } from './company-state.ts';
import type { CompanyRecording } from './dump/company-recording.ts';
import { createTeams } from './connector/create-teams.ts';
import { startEmulator } from './emulator.ts';
import { createFaults } from './graph/faults.ts';
import { grantedTo } from './graph/granted.ts';
import { createGraphApp } from './graph/graph-app.ts';
import { createNotifier } from './graph/notifier.ts';
import { createRequestLog } from './request-log.ts';
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
  /** A company with a history, to be taken before any that is made up. */
  readonly recording?: () => Promise<CompanyRecording | null>;
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
  const inside = await openInside(options);
  const { company, generation, recordedWeeks, identity, clock } = inside;
  const hosts: Record<string, RequestHandler> = {
    'login.microsoftonline.com': createMicrosoftLogin(identity),
    'login.botframework.com': createBotLogin(identity),
    'graph.microsoft.com': createGraphApp(inside),
    'smba.trafficmanager.net': inside.teams.connector,
  };
  const emulator = await startEmulator(hosts, options.emulatorPort);
  const { tenantId, appId, appSecret, botAppId } = identity.registration;
  return {
    emulator: emulator.url,
    hosts: Object.keys(hosts),
    microsoft: { tenantId, appId, appSecret, botAppId },
    clock,
    company: () => companyFacts(company(), generation(), recordedWeeks()),
    people: () => company().people,
    routes: createSandboxRoutes(inside),
    inside,
    stop: async () => {
      inside.graph.notifier.stop();
      clock.stop();
      await emulator.stop();
      await inside.graph.notifier.settled();
      await inside.db.destroy();
    },
  };
}

async function openInside(options: SandboxOptions): Promise<SandboxInside> {
  const realNow = options.realNow ?? Date.now;
  const choice = { ...DEFAULT_COMPANY, ...options.company };
  const db = await openSandboxDatabase(options.databaseUrl);
  const clock = await createSandboxClock(db, realNow);
  const recording = options.recording ?? (async () => null);
  const state = await loadCompanyState(db, clock, { choice, recording });
  const [faults, log] = [createFaults(), createRequestLog()];
  const registration = createRegistration(state.seed);
  const identity = await createIdentity(db, registration, realNow, () => grantedTo(faults));
  const { company, generation, recordedWeeks } = state;
  const teams = await createTeams({
    db,
    identity,
    clock,
    people: () => company().people,
    botUrl: () => `${options.publicUrl()}/bot/messages`,
    realNow,
  });
  const notifier = createNotifier({ db, company, identity, faults, realNow });
  return {
    db,
    clock,
    company,
    generation,
    recordedWeeks,
    identity,
    realNow,
    publicUrl: options.publicUrl,
    graph: { faults, log, notifier },
    teams,
    mailboxes: createMailboxes({ db, company, clock, realNow, faults, announce: notifier.announce }),
    startOver: async () => {
      await clock.reset();
      await teams.startOver();
      await state.startOver();
      log.clear();
    },
  };
}

function companyFacts(
  { name, domains, teams }: Company,
  generation: number,
  recordedWeeks: number | null,
): CompanyFacts {
  return { name, domains, teams, generation, recordedWeeks };
}
