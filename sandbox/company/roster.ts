import { seededGuid } from '../identity/registration.ts';
import type { Person, Role, Team, TeamKey } from './person.ts';

export const COMPANY_NAME = 'Tranvik Maskin';
/** The director's and the staff's mailboxes lie in the Swedish domain, team Norr's in the Norwegian one. */
export const OWN_DOMAINS = ['tranvik.example', 'tranvik-norge.example'] as const;

type Row = readonly [name: string, jobTitle: string, language: Person['language']];

const DIRECTOR: Row = ['Helena Ruthberg', 'Försäljningsdirektör', 'sv'];
const ADMIN: Row = ['Mats Ekdala', 'IT-administratör', 'sv'];
const COLLEAGUES: readonly Row[] = [
  ['Linus Hagelind', 'Lösningsarkitekt', 'sv'],
  ['Emma Frykdal', 'Produktchef', 'sv'],
  ['Jonas Wedelin', 'Servicechef', 'sv'],
  ['Sofia Larsbacka', 'HR-partner', 'sv'],
  ['Gustav Ehrenkvist', 'Marknadschef', 'sv'],
];

const TEAMS: Record<TeamKey, { name: string; manager: Row; reps: readonly Row[] }> = {
  mitt: {
    name: 'Mitt',
    manager: ['Karin Alsterby', 'Försäljningschef Mitt', 'sv'],
    reps: [
      ['Maja Lindeskog', 'Säljare', 'sv'],
      ['Oskar Brännmark', 'Säljare', 'sv'],
      ['Sanna Wikfors', 'Key Account Manager', 'sv'],
      ['Johan Tallby', 'Säljare', 'sv'],
      ['Amira Haddadi', 'Account Executive', 'en'],
      ['Petter Nyhamra', 'Säljare', 'sv'],
    ],
  },
  norr: {
    name: 'Norr',
    manager: ['Eirik Storlien', 'Salgssjef Norr', 'nb'],
    reps: [
      ['Ingrid Haugsli', 'Selger', 'nb'],
      ['Lars Kvernbekk', 'Selger', 'nb'],
      ['Siv Nordtømme', 'Selger', 'nb'],
    ],
  },
  syd: {
    name: 'Syd',
    manager: ['Camilla Tornerud', 'Försäljningschef Syd', 'sv'],
    reps: [
      ['Filip Ahlskoga', 'Säljare', 'sv'],
      ['Nadia Berglöv', 'Säljare', 'sv'],
      ['Rasmus Eklidal', 'Säljare', 'sv'],
      ['Tove Granskär', 'Säljare', 'sv'],
      ['Daniel Okoro Lind', 'Account Executive', 'en'],
    ],
  },
};

export interface Roster {
  readonly people: readonly Person[];
  readonly teams: readonly Team[];
}

/** Who works there: the named teams under one director, and the staff that reps meet. */
export function createRoster(seed: string, teamKeys: readonly TeamKey[]): Roster {
  const director = personOf(seed, DIRECTOR, 'director', null, null);
  const staff = [
    personOf(seed, ADMIN, 'admin', null, director.key),
    ...COLLEAGUES.map((row) => personOf(seed, row, 'colleague', null, director.key)),
  ];
  const groups = teamKeys.map((key) => {
    const manager = personOf(seed, TEAMS[key].manager, 'manager', key, director.key);
    const reps = TEAMS[key].reps.map((row) => personOf(seed, row, 'rep', key, manager.key));
    const team: Team = {
      key,
      name: TEAMS[key].name,
      managerKey: manager.key,
      repKeys: reps.map((rep) => rep.key),
    };
    return { team, members: [manager, ...reps] };
  });
  return {
    people: [director, ...groups.flatMap((group) => group.members), ...staff],
    teams: groups.map((group) => group.team),
  };
}

function personOf(
  seed: string,
  [name, jobTitle, language]: Row,
  role: Role,
  team: TeamKey | null,
  managerKey: string | null,
): Person {
  const local = asciiName(name);
  return {
    key: local.split('.')[0] ?? local,
    objectId: seededGuid(seed, `person|${local}`),
    name,
    address: `${local}@${team === 'norr' ? OWN_DOMAINS[1] : OWN_DOMAINS[0]}`,
    jobTitle,
    role,
    team,
    managerKey,
    language,
    timeZone: team === 'norr' ? 'Europe/Oslo' : 'Europe/Stockholm',
  };
}

/** `Siv Nordtømme` → `siv.nordtomme`. */
export function asciiName(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('ø', 'o')
    .replaceAll('æ', 'ae')
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .replaceAll(' ', '.');
}
