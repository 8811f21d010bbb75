import type { Router } from 'express';
import type { SandboxClock } from './clock.ts';
import type { Company } from './company.ts';
import type { Person, Team } from './company/person.ts';

/** What the app gets of the pretend Microsoft 365, whether it runs in the app's process or in its own. */
export interface Sandbox {
  /** Where the redirect sends calls to Microsoft's hosts. */
  readonly emulator: URL;
  /** The host names that the emulator answers for. */
  readonly hosts: readonly string[];
  /** What the app would have been configured with. */
  readonly microsoft: {
    readonly tenantId: string;
    readonly appId: string;
    readonly appSecret: string;
    readonly botAppId: string;
  };
  readonly clock: Pick<SandboxClock, 'now' | 'step' | 'stepTo'>;
  /** The company's governance facts, which an admin would enter: domains, teams, who leads them. */
  company(): CompanyFacts;
  people(): readonly Person[];
  /** To be mounted at `/sandbox` on the app's own port: same origin as the tab. */
  readonly routes: Router;
  stop(): Promise<void>;
}

export interface CompanyFacts {
  readonly name: string;
  readonly domains: Company['domains'];
  readonly teams: readonly Team[];
  /** Rises with each *start over*: everything the app knows of calendars is void then. */
  readonly generation: number;
  /** How many weeks after its recording the company's story is told; null = it has none. */
  readonly recordedWeeks: number | null;
}
