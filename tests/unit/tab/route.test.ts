import { describe, expect, it } from 'vitest';
import type { Me } from '../../../shared/contract/me.ts';
import { pagesFor, parseRoute, type Place, type Route } from '../../../tab/shell/route.ts';

const nobody: Me = { name: 'Nils', rep: null, manages: [], governs: null, language: 'sv' };
const manager: Me = {
  ...nobody,
  manages: [
    { id: 'mitt', name: 'Team Mitt' },
    { id: 'norr', name: 'Team Norr' },
  ],
};

describe('where a reader is taken', () => {
  it.each<[string, Place, Route]>([
    ['the team asked for', { page: 'time', subPage: 'norr' }, { page: 'time', subPage: 'norr' }],
    ['their first team', { page: 'time', subPage: null }, { page: 'time', subPage: 'mitt' }],
    ['their own team, not another’s', { page: 'time', subPage: 'syd' }, { page: 'time', subPage: 'mitt' }],
    ['their first page', { page: 'no-such-page', subPage: 'norr' }, { page: 'time', subPage: 'mitt' }],
  ])('is %s', (_, place, route) => {
    expect(parseRoute(place, manager)).toEqual(route);
  });

  it('is their own calendar for who has no other page', () => {
    expect(pagesFor(nobody)).toEqual(['own']);
    expect(parseRoute({ page: 'time', subPage: 'mitt' }, nobody)).toMatchObject({ page: 'own' });
  });
});
