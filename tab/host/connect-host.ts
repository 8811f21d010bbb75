import { connectBrowser } from './browser-host.ts';
import type { Host } from './host.ts';
import { connectTeams } from './teams-host.ts';

/** A frame whose parent never answers would keep teams-js waiting for a minute. */
const PATIENCE = 5_000;

/** Connects to Teams, Outlook or Microsoft 365; without an answer within five seconds, to the browser alone. */
export async function connectHost(): Promise<Host> {
  const alone = Promise.withResolvers<null>();
  const timer = setTimeout(() => alone.resolve(null), PATIENCE);
  const host = await Promise.race([connectTeams(), alone.promise]);
  clearTimeout(timer);
  return host ?? connectBrowser();
}
