import { describe, expect, it } from 'vitest';
import { eventOf, parseIncomingActivity, tenantsOf } from '../../../bot/activity/incoming-activity.ts';

const TENANT = '72f988bf-86f1-41af-91ab-2d7cd011db47';
const ACTIVITY = {
  type: 'message',
  id: 'f:1',
  channelId: 'msteams',
  serviceUrl: 'https://smba.trafficmanager.net/emea/',
  from: { id: '29:anna', name: 'Anna Wik', aadObjectId: '8F14E45F-CEEA-4A7B-9B2D-0C6F3F1D2A11' },
  conversation: { conversationType: 'personal', tenantId: TENANT, id: 'a:anna' },
  recipient: { id: '28:bot', name: 'Followthrough' },
  channelData: { tenant: { id: TENANT } },
  entities: [{ type: 'clientInfo', locale: 'sv-SE' }],
  locale: 'sv-SE',
};

function whatIs(change: object) {
  const activity = parseIncomingActivity({ ...ACTIVITY, ...change });
  if (activity === null) return 'unreadable';
  const { kind, payload } = eventOf(activity, TENANT);
  return payload === null ? kind : { kind, payload };
}

const ANSWER = { verb: 'answer', prompt: 'p-1', choice: 'other' };
const UNREADABLE_TAP = 'answered';

describe('what came', () => {
  it.each([
    [{ text: '  hjälp\n' }, { kind: 'text', payload: 'hjälp' }],
    [{ text: '<at id="0">Followthrough</at> pausa' }, { kind: 'text', payload: 'pausa' }],
    [
      { text: 'pausa', value: { verb: 'answer p-1 other' } },
      { kind: 'text', payload: 'pausa' },
    ],
    [{ value: { verb: 'answer p-1 other' } }, { kind: 'answered', payload: ANSWER }],
    [{ value: { verb: 7 } }, UNREADABLE_TAP],
    [{ value: {} }, UNREADABLE_TAP],
    [{ value: 'answer p-1 other' }, 'unknown'],
    [{ text: ' ' }, 'unknown'],
    [{ text: 7, attachments: [{}] }, 'unknown'],
    [
      { type: 'invoke', name: 'adaptiveCard/action', value: { action: { verb: 'answer p-1 other' } } },
      { kind: 'answered', payload: ANSWER },
    ],
    [{ type: 'invoke', name: 'adaptiveCard/action', value: { action: {} } }, UNREADABLE_TAP],
    [{ type: 'invoke', name: 'adaptiveCard/action' }, UNREADABLE_TAP],
    [{ type: 'invoke', name: 'signin/verifyState' }, 'unknown'],
    [{ type: 'installationUpdate', action: 'add' }, 'installed'],
    [{ type: 'installationUpdate', action: 'add-upgrade' }, 'installed'],
    [{ type: 'installationUpdate', action: 'remove' }, 'uninstalled'],
    [{ type: 'installationUpdate' }, 'unknown'],
    [{ type: 'conversationUpdate', membersAdded: [{ id: '29:anna' }, { id: '28:bot' }] }, 'installed'],
    [{ type: 'conversationUpdate', membersAdded: [{ id: '29:anna' }] }, 'unknown'],
    [{ type: 'conversationUpdate', membersAdded: 'all' }, 'unknown'],
    [{ type: 'typing' }, 'unknown'],
    [{ text: 'hej', conversation: { conversationType: 'groupChat', id: '19:x' } }, 'unknown'],
    [{ text: 'hej', conversation: { id: '19:x' } }, 'unknown'],
    [{ text: 'hej', from: { id: '29:guest' } }, 'unknown'],
    [{ text: 'hej', from: null }, 'unknown'],
    [
      { text: 'hej', channelData: 'x', locale: 7, replyToId: {} },
      { kind: 'text', payload: 'hej' },
    ],
    [{ type: '' }, 'unreadable'],
    [{ conversation: null }, 'unreadable'],
    [{ serviceUrl: undefined }, 'unreadable'],
  ])('%j', (change, what) => {
    expect(whatIs(change)).toEqual(what);
  });

  it('is said by a person with a lower-case id, in a chat with an address', () => {
    const activity = parseIncomingActivity({ ...ACTIVITY, text: 'hej' });
    expect(activity && eventOf(activity, TENANT)).toEqual({
      kind: 'text',
      payload: 'hej',
      tenantId: TENANT,
      aadObjectId: '8f14e45f-ceea-4a7b-9b2d-0c6f3f1d2a11',
      conversationId: 'a:anna',
      serviceUrl: 'https://smba.trafficmanager.net/emea/',
      activityId: 'f:1',
      replyToId: null,
      locale: 'sv-SE',
    });
  });

  it.each([
    [{}, [TENANT, TENANT]],
    [{ channelData: { tenant: { id: 'x' } } }, ['x', TENANT]],
    [{ channelData: {}, conversation: { id: 'a:1', tenantId: 'y' } }, ['y']],
    [{ channelData: null, conversation: { id: 'a:1' } }, []],
  ])('names its tenants: %j', (change, tenants) => {
    const activity = parseIncomingActivity({ ...ACTIVITY, ...change });
    expect(activity && tenantsOf(activity)).toEqual(tenants);
  });
});
