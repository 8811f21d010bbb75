import { describe, expect, it } from 'vitest';
import { summariseTeamWeek, type RepWeek } from '../../../shared/patterns/team-week.ts';

const repWeek = (over: Partial<RepWeek> = {}): RepWeek => ({
  minutes: { selling: 600, unsure: 60, supporting: 300, internal: 480 },
  byActivity: { team_meeting: 300, reporting: 180 },
  scheduled: 1380,
  available: 2400,
  plan: null,
  burden: null,
  isValid: true,
  ...over,
});

describe('a team’s week', () => {
  it('is the sum over its reps, internal kinds largest first', () => {
    expect(summariseTeamWeek([repWeek(), repWeek(), repWeek(), repWeek(), repWeek()], 5)).toEqual({
      status: 'published',
      reps: 5,
      minutes: { selling: 3000, unsure: 300, supporting: 1500, internal: 2400 },
      scheduled: 6900,
      available: 12000,
      plan: null,
      burden: null,
      kinds: [
        { activity: 'team_meeting', minutes: 1500 },
        { activity: 'reporting', minutes: 900 },
      ],
    });
  });

  it('shows nothing when fewer than five were at work, holidays included', () => {
    const away = repWeek({ isValid: false });
    expect(summariseTeamWeek([repWeek(), repWeek(), repWeek(), repWeek(), away], 5)).toEqual({
      status: 'withheld',
      reason: 'few_at_work',
    });
  });

  it('leaves out a rep who was mostly away', () => {
    const away = repWeek({
      isValid: false,
      minutes: { selling: 9999, unsure: 0, supporting: 0, internal: 0 },
    });
    const week = summariseTeamWeek([...Array.from({ length: 5 }, () => repWeek()), away], 5);
    expect(week).toMatchObject({ reps: 5, minutes: { selling: 3000 } });
  });

  it('shows nothing when one rep has more than half of the unsure time', () => {
    const certain = { selling: 600, unsure: 10, supporting: 300, internal: 480 };
    const reps = [repWeek(), ...Array.from({ length: 5 }, () => repWeek({ minutes: certain }))];
    expect(summariseTeamWeek(reps, 5)).toEqual({ status: 'withheld', reason: 'one_dominates' });
  });

  it('withholds a kind that two reps have, and with it the smallest kind that hides it', () => {
    const recruiting = repWeek({ byActivity: { team_meeting: 300, reporting: 180, recruiting: 60 } });
    const week = summariseTeamWeek([recruiting, recruiting, repWeek(), repWeek(), repWeek()], 5);
    expect(week.status === 'published' && week.kinds).toEqual([
      { activity: 'team_meeting', minutes: 1500 },
      { activity: 'recruiting', minutes: null },
      { activity: 'reporting', minutes: null },
    ]);
  });

  it('withholds two kinds of few reps each alone when together nobody can be told from them', () => {
    const one = repWeek({ byActivity: { team_meeting: 300, recruiting: 60 } });
    const other = repWeek({ byActivity: { team_meeting: 300, vendor: 60 } });
    const week = summariseTeamWeek(
      [one, one, other, other, repWeek({ byActivity: { team_meeting: 300 } })],
      5,
    );
    expect(week.status === 'published' && week.kinds).toEqual([
      { activity: 'team_meeting', minutes: 1500 },
      { activity: 'recruiting', minutes: null },
      { activity: 'vendor', minutes: null },
    ]);
  });

  const plan = { planned: 600, kept: 480, lost: 120, added: 60, activities: 8 };

  it('carries what became of the plan, when every rep’s is known', () => {
    const reps = Array.from({ length: 5 }, () => repWeek({ plan }));
    expect(summariseTeamWeek(reps, 5)).toMatchObject({
      plan: { planned: 3000, kept: 2400, added: 300, activities: 40 },
    });
    expect(summariseTeamWeek([...reps.slice(1), repWeek()], 5)).toMatchObject({ plan: null });
  });

  it('withholds the plan when two reps alone moved something away', () => {
    const kept = { planned: 600, kept: 600, lost: 0, added: 0, activities: 8 };
    const reps = [
      repWeek({ plan }),
      repWeek({ plan }),
      ...Array.from({ length: 3 }, () => repWeek({ plan: kept })),
    ];
    expect(summariseTeamWeek(reps, 5)).toMatchObject({ status: 'published', plan: null });
  });
});
