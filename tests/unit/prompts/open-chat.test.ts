import { describe, expect, it } from 'vitest';
import { openSomewhere } from '../../../api/prompts/open-chat.ts';
import type { BotOutbound, SendOutcome } from '../../../bot/ports.ts';

const EMEA = 'https://smba.trafficmanager.net/emea/';
const GLOBAL = 'https://smba.trafficmanager.net/teams/';
const PERSON = '8f14e45f-ceea-4a7b-9b2d-0c6f3f1d2a11';
const REFUSED: SendOutcome = { outcome: 'gone', reason: 'refused', said: { status: 403, code: null } };
const BLOCKED: SendOutcome = { outcome: 'gone', reason: 'blocked-by-user' };

/** Opens where `regions` says, and tells which were asked. */
function connector(regions: Readonly<Record<string, SendOutcome>>) {
  const asked: string[] = [];
  const unused = () => Promise.reject(new Error('Nothing is sent here.'));
  const outbound: BotOutbound = {
    openPersonalChat: async ({ serviceUrl }) => {
      asked.push(serviceUrl);
      return regions[serviceUrl] ?? REFUSED;
    },
    postCard: unused,
    replaceCard: unused,
  };
  const open = () => openSomewhere(PERSON, EMEA, { outbound, tenantId: 't', defaultServiceUrl: GLOBAL });
  return { asked, open };
}

describe('a chat with somebody whose region is not known', () => {
  it('is opened by the address that serves all where the commonest region turns it away', async () => {
    const { asked, open } = connector({ [GLOBAL]: { outcome: 'sent', id: 'a:1' } });
    expect(await open()).toEqual({ outcome: 'sent', id: 'a:1', serviceUrl: GLOBAL });
    expect(asked).toEqual([EMEA, GLOBAL]);
  });

  it('is not tried elsewhere where the refusal is about the person', async () => {
    const { asked, open } = connector({ [EMEA]: BLOCKED });
    expect(await open()).toEqual(BLOCKED);
    expect(asked).toEqual([EMEA]);
  });
});
