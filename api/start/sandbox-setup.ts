import { DEFAULT_MINIMUM } from '../../shared/privacy/publish.ts';
import type { Setup } from '../setup/apply-setup.ts';

/** The facts of a pretend company, as far as its admin would enter them. */
export interface CompanyStory {
  readonly name: string;
  readonly domains: {
    readonly customers: readonly string[];
    readonly partners: readonly string[];
    readonly vendors: readonly string[];
  };
  readonly teams: readonly { readonly key: string; readonly name: string; readonly managerKey: string }[];
  readonly people: readonly { readonly key: string; readonly objectId: string; readonly role: string }[];
}

const UPPER_LEVEL = 'all';
const HISTORY_WEEKS = 12;

/** What the company's admin decided and entered: all six decisions, teams by who reports to whom, domain lists. */
export function sandboxSetup(story: CompanyStory): Setup {
  const objectIdOf = (key: string): string =>
    story.people.find((person) => person.key === key)?.objectId ?? '';
  const withRole = (role: string): string[] =>
    story.people.filter((person) => person.role === role).map((person) => person.objectId);
  const [director = ''] = withRole('director');
  return {
    settings: {
      timeZone: 'Europe/Stockholm',
      country: 'SE',
      minimum: DEFAULT_MINIMUM,
      waitingDays: 5,
      pollOnly: false,
      titleInNotification: false,
    },
    decisions: {
      legal_basis: { basis: 'legitimate_interest' },
      impact_assessment: { reference: 'DPIA 7', date: '2026-04-28' },
      union_negotiation: {
        with: 'Unionen, lokal klubb',
        date: '2026-05-12',
        document: 'MBL-protokoll 2026-05-12',
      },
      retention: { weeks: 26 },
      history: { weeks: HISTORY_WEEKS },
      contact: { name: 'Dataskyddsombudet', address: 'dataskydd@tranvik.example' },
    },
    domains: {
      customer: story.domains.customers,
      partner: story.domains.partners,
      vendor: story.domains.vendors,
    },
    teams: [
      {
        key: UPPER_LEVEL,
        name: `Försäljning ${story.name.split(' ')[0] ?? ''}`,
        parent: null,
        managerEntraId: director,
        from: 'children',
      },
      ...story.teams.map((team) => ({
        key: team.key,
        name: `Team ${team.name}`,
        parent: UPPER_LEVEL,
        managerEntraId: objectIdOf(team.managerKey),
        from: 'manager' as const,
      })),
    ],
    adminEntraIds: withRole('admin'),
    notice: { toldDaysAgo: 90, acknowledgedDaysAgo: 80 },
  };
}
