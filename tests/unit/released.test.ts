import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { buttonFor, parseCardTap } from '../../bot/cards/card-tap.ts';
import { OUTLOOK_EVENTS, OUTLOOK_PATHS } from '../../manifest/outlook/outlook-surface.ts';
import { meetingRequestSchema, paneAnswerSchema } from '../../shared/contract/outlook.ts';
import { parseTeamsPlace } from '../../tab/host/teams-place.ts';
import { OLD_START, OLD_TITLE } from '../../tab/outlook/opened-form.ts';
import { PAGE_KEYS } from '../../tab/pages/page-rules.ts';

/**
 * What versions that were released have left with people: cards in chats, forms and panes that are open, manifests whose
 * successor waits for an administrator's consent. A file is written when a version is released, and not changed after that.
 */
const FOLDER = path.resolve(import.meta.dirname, '../fixtures/released');
const VERSIONS = readdirSync(FOLDER).map((file) => ({
  version: path.basename(file, '.json'),
  left: JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8')),
}));

describe.each(VERSIONS)('what version $version left with people', ({ left }) => {
  it('taps on its cards are understood, each as what it says', () => {
    for (const verb of left.taps) {
      const tap = parseCardTap(verb);
      expect([verb, tap && buttonFor(tap, '').verb]).toEqual([verb, verb]);
    }
  });

  it('a link of its cards leads to a page that there is', () => {
    const { page } = parseTeamsPlace(left.link.entityId, left.link.subEntityId);
    expect(PAGE_KEYS).toContain(page);
  });

  it('its pane in Outlook may ask and answer', () => {
    expect(meetingRequestSchema.parse(left.pane.meeting)).toEqual(left.pane.meeting);
    expect(paneAnswerSchema.parse(left.pane.answer)).toEqual(left.pane.answer);
  });

  it('the files and the functions that its manifest names are there, and the form’s memory is read', () => {
    const { pane, events, eventsPage } = OUTLOOK_PATHS;
    expect([pane, eventsPage, events]).toEqual(left.handler.files);
    const actions = OUTLOOK_EVENTS.map(({ action }): string => action);
    expect(left.handler.actions.filter((action: string) => !actions.includes(action))).toEqual([]);
    expect([OLD_START, OLD_TITLE]).toEqual(left.handler.remembered);
  });
});
