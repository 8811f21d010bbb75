import type { Transaction } from 'kysely';
import { z } from 'zod';
import type { StopReason } from '../../shared/prompts/send-gate.ts';
import { loadAppCredential } from '../identity/app-credential.ts';
import { createBotToken } from '../identity/bot-token.ts';
import { findGate, findInstallState } from '../store/bot-state-store.ts';
import type { Database } from '../store/schema.ts';
import { sayAnswer } from './check-address.ts';
import { tokenRefusal } from './check-identity.ts';
import { fetchFrom } from './fetch-from.ts';
import type { DoctorWorld } from './doctor-world.ts';
import { fault, note, ok, type Said } from './finding.ts';
import { withStore } from './with-store.ts';

const OF_THE_BOT =
  'BOT_APP_ID must be the app id of the Azure Bot, and the app’s own credential must be valid for it.';
const metadata = z.object({ issuer: z.string() });

/** Whether the bot can send, can check what it receives, and is reached. */
export async function checkBot(world: DoctorWorld): Promise<Said[]> {
  const { config, microsoft, publicUrl } = world;
  const { botOpenIdMetadataUrl, botTokenIssuer } = config.endpoints;
  const token = async (): Promise<string> =>
    createBotToken({ ...config, microsoft, credential: await loadAppCredential(microsoft.credential) })();
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
  const known = await withStore(world, whatIsKnown);
  if (known.length > 0) return known;
  return [
    ok(
      'The bot has a token, can check who calls it, and is reached. Its address in Azure Bot is yours to compare.',
    ),
  ];
}

/** What the app itself has met with: why it sends to nobody, or is installed for nobody. */
async function whatIsKnown(trx: Transaction<Database>): Promise<Said[]> {
  const stop = (await findGate(trx))?.stop ?? null;
  const { problem } = await findInstallState(trx);
  const stopped = stop && STOPPED[stop.reason];
  return [
    ...(stopped ? [stopped] : []),
    ...(problem?.kind === 'catalogue'
      ? [
          note(
            'The app is not in the organisation’s catalogue, so it is installed for nobody.',
            'Upload the package in the Teams admin center, Manage apps.',
          ),
        ]
      : []),
  ];
}

const STOPPED: Readonly<Record<StopReason, Said>> = {
  unauthorized: fault(
    'The connector refuses the bot, a fresh token too; nothing is sent.',
    'In the Azure Bot, compare the app id with BOT_APP_ID, the type with the credential and the tenant with TENANT_ID.',
  ),
  'disabled-by-admin': note(
    'An admin has turned the bot off; nothing is sent.',
    'Allow the app in the Teams admin center, Manage apps.',
  ),
};

function issuerOf(text: string): string | null {
  try {
    return metadata.safeParse(JSON.parse(text)).data?.issuer ?? null;
  } catch {
    return null;
  }
}
