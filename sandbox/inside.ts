import type { SandboxClock } from './clock.ts';
import type { Company } from './company.ts';
import type { Teams } from './connector/create-teams.ts';
import type { Faults } from './graph/faults.ts';
import type { Notifier } from './graph/notifier.ts';
import type { RequestLog } from './request-log.ts';
import type { Identity } from './identity/identity.ts';
import type { Mailboxes } from './mailbox.ts';
import type { SandboxDatabase } from './store/sandbox-database.ts';

/** Everything that a sandbox in this process is made of; its pages and tests reach it all. */
export interface SandboxInside {
  readonly db: SandboxDatabase;
  readonly clock: SandboxClock;
  readonly company: () => Company;
  readonly generation: () => number;
  readonly recordedWeeks: () => number | null;
  readonly mailboxes: Mailboxes;
  readonly identity: Identity;
  readonly graph: { readonly faults: Faults; readonly log: RequestLog; readonly notifier: Notifier };
  /** The pretend Teams: connector and chats. */
  readonly teams: Teams;
  /** Where the app listens; the connector posts activities there. */
  readonly publicUrl: () => string;
  readonly realNow: () => number;
  /** The company and its calendars are made anew, and the clock is set back to Wednesday. */
  startOver(): Promise<void>;
}
