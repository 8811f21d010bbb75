import { describe, expect, it } from 'vitest';
import { parseTeamsPlace } from '../../../tab/host/teams-place.ts';

describe('the place that Teams opens the tab at', () => {
  it.each<[string, string | undefined, string, string | null]>([
    ['home', 'moved/82caf2f7', 'moved', '82caf2f7'],
    ['home', 'week', 'week', null],
    ['home', '', '', null],
    ['home', undefined, '', null],
    ['moved', '82caf2f7', 'moved', '82caf2f7'],
    ['time', undefined, 'time', null],
  ])('%s with %s is the page “%s”, about %s', (entityId, subEntityId, page, subPage) => {
    expect(parseTeamsPlace(entityId, subEntityId)).toEqual({ page, subPage });
  });
});
