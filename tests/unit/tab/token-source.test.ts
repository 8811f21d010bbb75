import { describe, expect, it } from 'vitest';
import { SignInNeeded } from '../../../tab/api-errors.ts';
import { teamsTokenSource } from '../../../tab/host/token-source.ts';

describe('single sign-on of the host', () => {
  it('is silent until the reader clicks', async () => {
    const asked: boolean[] = [];
    const tokens = teamsTokenSource(async (silent) => {
      asked.push(silent);
      return 'a-token';
    });
    expect(await tokens.token()).toBe('a-token');
    await tokens.signIn();
    expect(asked).toEqual([true, false]);
  });

  it('asks for the reader’s click where consent is missing, with the host’s own word', async () => {
    const tokens = teamsTokenSource(() => Promise.reject(new Error('resourceRequiresConsent')));
    const error = await tokens.token().catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(SignInNeeded);
    expect(error).toMatchObject({ code: 'resourceRequiresConsent' });
  });

  it('takes an empty token for none', async () => {
    const tokens = teamsTokenSource(async () => '');
    await expect(tokens.token()).rejects.toMatchObject({ code: 'empty_token' });
  });

  it('tells a failed click', async () => {
    const tokens = teamsTokenSource(() => Promise.reject(new Error('CancelledByUser')));
    await expect(tokens.signIn()).rejects.toThrow('CancelledByUser');
  });
});
