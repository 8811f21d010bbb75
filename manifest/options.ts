import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { Deployment } from './deployment.ts';

export const USAGE = `npm run package -- --host HOST --app-id GUID [--bot-app-id GUID] [--version 1.2.3]
  [--developer NAME] [--website URL] [--privacy URL] [--terms URL] [--out FOLDER]

  --host        where the app answers, without https:// (team.example.com)
  --app-id      the app registration's client id (APP_ID)
  --bot-app-id  the bot's, where it is another (BOT_APP_ID)
  --version     has to rise with every upload; else package.json's`;

/** What the command was asked for cannot be done; the message says why. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const https = z.url({ protocol: /^https$/ });
const schema = z.object({
  host: z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/),
  'app-id': z.guid().toLowerCase(),
  'bot-app-id': z.guid().toLowerCase().optional(),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  developer: z.string().min(1).max(32).default('Followthrough'),
  website: https.optional(),
  privacy: https.optional(),
  terms: https.optional(),
  out: z.string().default('dist'),
});

/** @throws UsageError naming every option that is wrong or missing. */
export function parseOptions(
  args: readonly string[],
  packageVersion: string,
): { readonly deployment: Deployment; readonly out: string } {
  const parsed = schema.safeParse({ version: packageVersion, ...readArgs(args) });
  if (!parsed.success) {
    const names = new Set(parsed.error.issues.map(({ path }) => `--${path.join('.')}`));
    throw new UsageError(`Wrong or missing: ${[...names].join(', ')}.\n\n${USAGE}`);
  }
  const { host, out, version, ...given } = parsed.data;
  return {
    out,
    deployment: {
      host,
      version,
      appId: given['app-id'],
      botAppId: given['bot-app-id'] ?? given['app-id'],
      developer: {
        name: given.developer,
        websiteUrl: given.website ?? `https://${host}/tab/`,
        privacyUrl: given.privacy ?? `https://${host}/privacy`,
        termsOfUseUrl: given.terms ?? `https://${host}/terms`,
      },
    },
  };
}

function readArgs(args: readonly string[]): Record<string, unknown> {
  const options = Object.fromEntries(
    Object.keys(schema.shape).map((name) => [name, { type: 'string' as const }]),
  );
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
}
