import { edit, inBot, inChain, inUnit, type Mutation } from './mutation.ts';

/** What the connector does to a send. */
export const BOT_SENDING_DEFENCES: readonly Mutation[] = [
  {
    fault: 'BF1',
    symptom: 'Whoever blocked the bot is written to again',
    defence: 'A block is a state of the chat',
    edits: edit(
      'api/prompts/send-outcome.ts',
      "  if (reason === 'blocked-by-user') await saveChatState(trx, personId, 'blocked', now);\n",
      '',
    ),
    test: inChain('sends', 'a block is noted, nothing more is sent, and a word of theirs ends it'),
  },
  {
    fault: 'BF18',
    symptom: 'Messages are delivered, with 200, to whom the state says not to write to',
    defence: 'Our own state stops us before the connector is asked',
    edits: edit(
      'api/prompts/claim-prompt.ts',
      "  if (chat && chat.state !== 'open') return { state: 'gone', goneReason: chat.state };\n",
      '',
    ),
    test: inChain('sends', 'a block is noted, nothing more is sent, and a word of theirs ends it'),
  },
  {
    fault: 'BF18',
    symptom: 'An app that was taken away leaves a chat that is written to',
    defence: 'The chat is forgotten with it',
    edits: edit('bot/create-bot.ts', '    await deps.people.forgetChat(aadObjectId);\n', ''),
    test: inUnit('bot/create-bot', 'that is taken back leaves no chat to send to'),
  },
  {
    fault: '403 by its words',
    symptom: 'A block is taken for a refusal of the service’s own',
    defence: 'The words of a 403 count wherever they stand',
    edits: edit(
      'bot/connector/classify-failure.ts',
      "  [/ConversationBlockedByUser/i, 'blocked-by-user'],\n",
      '',
    ),
    test: inBot('outbound', 'knows who blocked the bot and who took it away'),
  },
  {
    fault: 'no answer',
    symptom: 'A card that arrived, though the connector never said so, is sent twice',
    defence: 'What is not repeatable is unknown where no answer comes',
    edits: edit(
      'bot/connector/rest-outbound.ts',
      "    case 'no-answer':\n      return call.repeatable ?",
      "    case 'no-answer':\n      return !call.repeatable ?",
    ),
    test: inBot('outbound', 'ends as'),
  },
  {
    fault: 'failed after delivery',
    symptom: 'A 500 after the card was delivered has it sent twice',
    defence: 'A failed call that is not repeatable is unknown',
    edits: edit(
      'bot/connector/classify-failure.ts',
      "return repeatable ? { outcome: 'retryable', afterMs: retryAfterMs } : { outcome: 'unknown' };",
      "return { outcome: 'retryable', afterMs: retryAfterMs };",
    ),
    test: inBot('outbound', 'ends as'),
  },
  {
    fault: 'dead sender',
    symptom: 'A sender that dies between the send and its note has the card sent twice',
    defence: 'What is found under way is unknown, and never sent again',
    edits: [
      {
        file: 'api/prompts/claim-prompt.ts',
        take: "    if (prompt.state === 'sending') {\n",
        put: '    if (prompt.attempts < 0) {\n',
      },
      {
        file: 'api/prompts/claim-prompt.ts',
        take: "    if (prompt.state !== 'due') return null;\n",
        put: '',
      },
    ],
    test: inChain(
      'sends',
      'a sender that dies on the way leaves it unknown: whoever comes after does not send',
    ),
  },
  {
    fault: 'two senders',
    symptom: 'Two workers take the same question, and two cards leave',
    defence: 'Who begins says so first, and only one can',
    edits: edit(
      'api/prompts/send-prompt.ts',
      "if ((await holdPrompt(trx, promptId))?.state !== 'due') return false;",
      '',
    ),
    test: inChain('sends', 'at the same moment as somebody else sends one card'),
  },
  {
    fault: 'pause on the way',
    symptom: 'A rep pauses while a card is being delivered, and the question stays',
    defence: 'What is on its way lapses with the pause',
    edits: edit(
      'api/store/prompt-store.ts',
      "state in ('due', 'sending', 'sent', 'unknown')`",
      "state in ('due', 'sent', 'unknown')`",
    ),
    test: inChain('sends', 'finds no question, whether the connector’s answer'),
  },
  {
    fault: 'short Retry-After',
    symptom: 'A service that says one second, time and again, has a question given up in six',
    defence: 'The pauses grow whatever it says',
    edits: edit(
      'api/prompts/send-outcome.ts',
      'Math.max(afterMs ?? 0, FIRST_BACKOFF * 2 ** (attempts - 1))',
      'afterMs ?? FIRST_BACKOFF * 2 ** (attempts - 1)',
    ),
    test: inChain('sends', 'a service that always says one second does not have it given up in six'),
  },
  {
    fault: 'BF12',
    symptom: '403 when a chat is opened by another region’s service URL',
    defence: 'Where the commonest region refuses, the address that serves all',
    edits: edit('api/prompts/open-chat.ts', '!isElsewhere || ', '!isElsewhere || isElsewhere || '),
    test: inUnit(
      'prompts/open-chat',
      'is opened by the address that serves all where the commonest region turns it away',
    ),
  },
  {
    fault: 'BF13',
    symptom: 'The notification is empty, or says “sent a card”',
    defence: 'Always a summary',
    edits: edit('bot/connector/rest-outbound.ts', 'summary, channelData', 'channelData'),
    test: inBot('outbound', 'shows the card with its summary, alerts, and gets no text beside it'),
  },
  {
    fault: 'token to a strange host',
    symptom: 'A stored service URL, which came from outside, gets a token of ours',
    defence: 'The list of hosts is asked at each call',
    edits: edit(
      'bot/connector/rest-outbound.ts',
      "  if (!isAllowedServiceUrl(call.serviceUrl, deps.serviceHosts))\n    return { outcome: 'gone', reason: 'service-url-not-allowed' };\n",
      '',
    ),
    test: inBot('outbound', 'goes to no host that is not on the list'),
  },
  {
    fault: 'BF16',
    symptom: 'All sends get 401 until a restart: the token is not refreshed',
    defence: 'A refused token is dropped and asked for anew, once',
    edits: edit('bot/connector/rest-outbound.ts', 'signal, true));', 'signal, false));'),
    test: inBot('outbound', 'is a refused token, with a fresh one'),
  },
  {
    fault: 'BF16',
    symptom: 'And still 401: each question calls the connector in vain',
    defence: 'All sends stop; one tries after a while',
    edits: edit(
      'shared/prompts/send-gate.ts',
      '  if (stop && now < stop.retryAt) return { mayPass: false, heldMs: stop.retryAt - now };\n',
      '',
    ),
    test: inUnit(
      'prompts/send-gate',
      'stops all sends; one tries after 5, 15, 30 and 60 minutes, and each hour from then on',
    ),
  },
  {
    fault: 'BF19',
    symptom: 'A storm of installations and sends',
    defence: 'Ten at once, then one each fifth of a second',
    edits: edit('shared/prompts/send-gate.ts', 'gate.paceAt - BURST * EVERY_MS - realNow', 'gate.paceAt * 0'),
    test: inUnit(
      'prompts/send-gate',
      'is ten at once, then one each fifth of a second, and nobody waits longer than two seconds',
    ),
  },
];
