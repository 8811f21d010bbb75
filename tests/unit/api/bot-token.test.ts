import { describe, expect, it } from 'vitest';
import { createBotToken } from '../../../api/identity/bot-token.ts';
import { TokenFailure } from '../../../api/identity/graph-token.ts';
import { tokenProblem } from '../../../api/identity/token-problem.ts';

const IDENTITY = '9a1b2c3d-1111-4222-8333-944455556666';

describe('the bot’s token', () => {
  it('is the managed identity’s own where the bot is that identity', async () => {
    const asked: unknown[] = [];
    const getToken = createBotToken({
      microsoft: {
        tenantId: '5f0c3b5e-1111-4222-8333-944455556666',
        appId: '7a1b2c3d-1111-4222-8333-944455556666',
        botAppId: IDENTITY,
        credential: { kind: 'managed-identity', clientId: IDENTITY.toUpperCase() },
      },
      endpoints: { botLoginUrl: 'https://login.microsoftonline.com' },
      credential: { assertion: () => Promise.reject(new Error('not federated')) },
      askManagedIdentity: async (...call) => {
        asked.push(call);
        return 'token';
      },
    });
    expect([await getToken(), await getToken(true)]).toEqual(['token', 'token']);
    expect(asked).toEqual([
      [IDENTITY.toUpperCase(), 'https://api.botframework.com', false],
      [IDENTITY.toUpperCase(), 'https://api.botframework.com', true],
    ]);
  });
});

describe('a token that cannot be had', () => {
  it.each([
    ['AADSTS7000222', 'no token (AADSTS7000222): the secret has expired: make a new one and set APP_SECRET'],
    [
      'AADSTS700016',
      'no token (AADSTS700016): the app id is not known in this tenant: check APP_ID (BOT_APP_ID for the bot) and TENANT_ID',
    ],
    ['AADSTS1', 'no token (AADSTS1)'],
  ])('because of %s says what to do', async (code, problem) => {
    expect(await tokenProblem(() => Promise.reject(new TokenFailure('misconfigured', code)))).toBe(problem);
  });

  it('says nothing of an error’s own words', async () => {
    expect(await tokenProblem(() => Promise.reject(new Error('secret abc')))).toBe('no token (Error)');
  });
});
