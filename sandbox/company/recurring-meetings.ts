import type { Story } from './company-calendar.ts';
import { invite, type Meeting } from './meeting.ts';
import { ownBlocks } from './own-blocks.ts';
import { monthEnds } from './planted-load.ts';
import type { Roster } from './roster.ts';
import { planned, type SeriesPlan } from './series-plan.ts';
import { staffMeetings, teamMeetings } from './team-meetings.ts';

/** Everything that comes back: the company's and each team's meetings, and each rep's own blocks. */
export function recurringMeetings(story: Story, roster: Roster): Meeting[] {
  const plans = [
    allHands(roster),
    ...monthEnds(story, roster),
    ...roster.teams.flatMap((team) => {
      const members = roster.people.filter((person) => person.team === team.key);
      const manager = members.find((person) => person.role === 'manager');
      const reps = members.filter((person) => person.role === 'rep');
      const shared = manager
        ? [...teamMeetings(story, manager, reps), ...staffMeetings(roster, manager, reps)]
        : [];
      return [...shared, ...reps.flatMap((rep) => ownBlocks(story, rep))];
    }),
  ];
  return plans.map((plan) => planned(story, plan));
}

function allHands(roster: Roster): SeriesPlan {
  const director = roster.people.find((person) => person.role === 'director');
  if (!director) throw new Error('The company has no director.');
  return {
    name: 'all-hands',
    subject: 'Månadsmöte Tranvik Maskin',
    organizer: director,
    invited: roster.people.filter((person) => person !== director).map((person) => invite(person)),
    day: 3,
    time: '08:30',
    minutes: 60,
    everyWeeks: 4,
    firstWeek: 1,
    intended: 'internal',
  };
}
