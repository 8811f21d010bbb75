import { z } from 'zod';
import { sayAnswer } from './check-address.ts';
import { tokenFor, tokenRefusal } from './check-identity.ts';
import { fetchFrom } from './fetch-from.ts';
import type { DoctorWorld } from './doctor-world.ts';
import { fault, ok, type Said } from './finding.ts';

const BOT_SCOPE = 'https://api.botframework.com/.default';
const OF_THE_BOT =
  'BOT_APP_ID must be the app id of the Azure Bot, and the app’s own credential must be valid for it.';
const metadata = z.object({ issuer: z.string() });

/** Whether the bot can send, can check what it receives, and is reached. */
export async function checkBot({ config, microsoft, publicUrl }: DoctorWorld): Promise<Said[]> {
  const { botLoginUrl, botOpenIdMetadataUrl, botTokenIssuer } = config.endpoints;
  const token = tokenFor(microsoft.botAppId, { microsoft, authority: botLoginUrl, scope: BOT_SCOPE });
  const refusal = await tokenRefusal(token, 'The bot');
  if (refusal !== null) return [{ ...refusal, action: OF_THE_BOT }];
  const described = await fetchFrom(botOpenIdMetadataUrl);
  const issuer = described.kind === 'answer' ? issuerOf(described.text) : null;
  if (issuer !== botTokenIssuer)
    return [
      fault(
        `BOT_OPENID_METADATA_URL does not describe BOT_TOKEN_ISSUER (${sayAnswer(described)}).`,
        'Let the app out to login.botframework.com, or set both to the values of your cloud.',
      ),
    ];
  const asked = await fetchFrom(`${publicUrl}/bot/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  // Nobody signed it, so the bot has to refuse it; anything else did not come from the bot.
  if (asked.kind !== 'answer' || asked.status !== 401)
    return [
      fault(
        `POST /bot/messages does not reach the bot (${sayAnswer(asked)}).`,
        'Let it through the proxy and its firewall with its Authorization header, and without a sign-in.',
      ),
    ];
  return [
    ok(
      'The bot has a token, can check who calls it, and is reached. Its address in Azure Bot is yours to compare.',
    ),
  ];
}

function issuerOf(text: string): string | null {
  try {
    return metadata.safeParse(JSON.parse(text)).data?.issuer ?? null;
  } catch {
    return null;
  }
}
