import type { Story } from './company-calendar.ts';
import type { Person } from './person.ts';
import { createSeededRandom, type SeededRandom } from './seeded-random.ts';
import type { SeriesPlan } from './series-plan.ts';

const PROSPECTING = { sv: 'Ring kundlistan', nb: 'Ringeblokk', en: 'Prospecting block' };
const ACCOUNTS = {
  sv: 'Prospektering nya konton',
  nb: 'Prospektering nye kunder',
  en: 'Prospecting new accounts',
};
const FOCUS = { sv: 'Fokustid', nb: 'Fokustid', en: 'Focus time' };
const ADMIN = { sv: 'Mejl och admin', nb: 'E-post og admin', en: 'Email and admin' };
const CRM = { sv: 'Uppdatera CRM', nb: 'CRM-oppdatering', en: 'Update CRM' };

/** All of team Mitt calls on Wednesday afternoons; elsewhere each has a day of their own. */
export const CALLING = { day: 3, time: '15:00', minutes: 120 };
export const NEW_ACCOUNTS = { day: 5, time: '09:00', minutes: 90 };

function callingTime(story: Story, rep: Person, random: SeededRandom) {
  const day = random.pick([2, 3, 5] as const);
  return rep.team === 'mitt' ? CALLING : { day, time: day === 5 ? '13:00' : '15:00', minutes: 120 };
}

/** What a rep has set aside for calling, thinking and keeping order. */
export function ownBlocks(story: Story, rep: Person): SeriesPlan[] {
  const random = createSeededRandom(`${story.seed}|blocks|${rep.key}`);
  const base = { organizer: rep, invited: [], everyWeeks: 1, firstWeek: 0 };
  return [
    {
      ...base,
      ...callingTime(story, rep, random),
      name: `prospecting|${rep.key}`,
      subject: PROSPECTING[rep.language],
      intended: 'selling',
    },
    ...(rep.team === 'mitt'
      ? [
          {
            ...base,
            ...NEW_ACCOUNTS,
            name: `accounts|${rep.key}`,
            subject: ACCOUNTS[rep.language],
            intended: 'selling' as const,
          },
        ]
      : []),
    {
      ...base,
      name: `focus|${rep.key}`,
      subject: FOCUS[rep.language],
      day: 4,
      time: random.pick(['13:00', '14:00', '15:00'] as const),
      minutes: 90,
      intended: 'unsure',
    },
    {
      ...base,
      name: `admin|${rep.key}`,
      subject: ADMIN[rep.language],
      day: 1,
      time: '13:00',
      minutes: 60,
      intended: 'internal',
    },
    {
      ...base,
      name: `crm|${rep.key}`,
      subject: CRM[rep.language],
      day: 5,
      time: '15:30',
      minutes: 60,
      intended: 'supporting',
    },
  ];
}
