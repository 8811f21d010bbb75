import { edit, inBot, inChain, inUnit, type Mutation } from './mutation.ts';

/** Who may speak to the bot, and what a tap may do. */
export const BOT_INBOUND_DEFENCES: readonly Mutation[] = [
  {
    fault: 'SDK takes other issuers',
    symptom: 'A token that Entra gives for the bot’s own app passes, and its service URL is not compared',
    defence: 'The issuer is pinned before the SDK looks',
    edits: edit('bot/activity/check-token.ts', "    if (iss !== expected.issuer) return 'issuer';\n", ''),
    test: inUnit('bot/check-token', 'of another issuer is refused before anybody fetches a key'),
  },
  {
    fault: 'SDK takes other algorithms',
    symptom: 'A token without a signature, or signed with a public key as secret, is looked at at all',
    defence: 'The algorithms are pinned before the SDK looks',
    edits: edit('bot/activity/check-token.ts', "    if (!ALGORITHMS.has(alg)) return 'algorithm';\n", ''),
    test: inUnit('bot/check-token', 'of another algorithm is refused before anybody fetches a key'),
  },
  {
    fault: 'token of another bot',
    symptom: 'A token that the Bot Framework gave for somebody else’s bot is used on ours',
    defence: 'The audience is pinned before the SDK looks',
    edits: edit('bot/activity/check-token.ts', "    if (aud !== expected.audience) return 'audience';\n", ''),
    test: inUnit('bot/check-token', 'of another audience is refused before anybody fetches a key'),
  },
  {
    fault: 'unread body',
    symptom: 'Whoever has no token makes the server wait for a body that never ends',
    defence: 'The token is looked at before the body is read',
    edits: edit('bot/botbuilder/inbound.ts', '      return cause === null;', '      return true;'),
    test: inBot('inbound', 'of whoever has no token is not waited for'),
  },
  {
    fault: 'activity of another tenant',
    symptom: 'The token names no tenant, so a good one comes with another organisation’s activity',
    defence: 'Every tenant that the activity names is ours',
    edits: edit(
      'bot/botbuilder/inbound.ts',
      "return tenants.length > 0 && named.every(isOurs) ? null : 'tenant';",
      'return null;',
    ),
    test: inBot('inbound', 'another tenant in channelData'),
  },
  {
    fault: 'activity of no tenant',
    symptom: 'An activity that names no tenant at all passes for everybody’s',
    defence: 'One at least must be named',
    edits: edit('bot/botbuilder/inbound.ts', 'tenants.length > 0 && named.every', 'named.every'),
    test: inBot('inbound', 'no tenant'),
  },
  {
    fault: 'header of another tenant',
    symptom: 'Teams names another tenant in its header than in the activity',
    defence: 'The header is one more tenant that must be ours',
    edits: edit(
      'bot/botbuilder/inbound.ts',
      'tenantHeader === undefined ? tenants : [...tenants, tenantHeader]',
      'tenants',
    ),
    test: inBot('inbound', 'another tenant in the header of Teams'),
  },
  {
    fault: 'channel of other rules',
    symptom: 'Another channel is verified by the SDK’s other rules',
    defence: 'Only the channel of Teams is served',
    edits: edit('bot/botbuilder/inbound.ts', "activity.channelId !== 'msteams'", 'activity === null'),
    test: inBot('inbound', 'the channel that the SDK verifies by other rules'),
  },
  {
    fault: 'strange service URL',
    symptom: 'An answer, and a token of ours, go to the host that an activity names',
    defence: 'Only listed hosts are heard, also where the token names another',
    edits: edit(
      'bot/botbuilder/inbound.ts',
      "  if (!isAllowedServiceUrl(activity.serviceUrl, deps.serviceHosts)) return 'service URL';\n",
      '',
    ),
    test: inBot('inbound', 'a service URL on a strange host, even when the token names it'),
  },
  {
    fault: 'BF5',
    symptom: 'A turn that failed looks well, and nobody tries it again',
    defence: 'It is a failed request',
    edits: edit(
      'bot/botbuilder/inbound.ts',
      'turn === null || (turn.failed && body === null)',
      'turn === null',
    ),
    test: inBot('inbound', 'that fails at a word is a failed request, and nothing is posted'),
  },
  {
    fault: 'BF10',
    symptom: 'A tap that comes twice is two answers',
    defence: 'What holds already is saved no second time',
    edits: edit(
      'shared/prompts/answer.ts',
      "  if (holds?.code === code) return { prompt, outcome: 'same' };\n",
      '',
    ),
    test: inChain('taps', 'shows the same card when the tap comes twice, at once or again'),
  },
  {
    fault: 'another’s card',
    symptom: 'A colleague answers from a copy of the rep’s card in the rep’s own name',
    defence: 'A tap is a transaction as the person in the token’s activity: another’s prompt is not there',
    edits: [
      {
        file: 'api/prompts/answer-prompts.ts',
        take: '      await actAsPerson(trx, person.personId);\n',
        put: '',
      },
    ],
    test: inChain('bot-attacks', 'other rep’s card, from that rep’s chat'),
  },
  {
    fault: 'card in another chat',
    symptom: 'A rep’s card is answered from a chat that is not theirs',
    defence: 'The prompt is found by its chat as well',
    edits: edit(
      'api/store/prompt-store.ts',
      "where('chat.heard_at', 'is', null)",
      "where('chat.person_id', 'is not', null)",
    ),
    test: inChain('bot-attacks', 'own card, from another chat'),
  },
  {
    fault: 'late tap',
    symptom: 'A tap on a card that was not emptied in time answers a question that has lapsed',
    defence: 'What has lapsed is closed by its time, whatever became of the card',
    edits: edit('shared/prompts/answer.ts', "status !== 'lapsed' && now < closesAt(prompt)", 'true'),
    test: inUnit('prompts/answer', 'counts until the question lapses'),
  },
];
