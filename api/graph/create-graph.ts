import { createCalendarCalls } from './calendar.ts';
import { createGraphClient } from './client.ts';
import { createDirectoryCalls } from './directory.ts';
import { createInstallCalls, type InstallPort } from './installations.ts';
import type { GraphPort } from './port.ts';
import { createSubscriptionCalls } from './subscriptions.ts';

/** Microsoft Graph at `baseUrl` (`https://graph.microsoft.com/v1.0`), as the app itself. */
export function createGraph(config: {
  baseUrl: string;
  getToken: () => Promise<string>;
}): GraphPort & InstallPort {
  const client = createGraphClient(config);
  return {
    ...createCalendarCalls(client),
    ...createDirectoryCalls(client),
    ...createSubscriptionCalls(client),
    ...createInstallCalls(client, versioned(config.baseUrl)),
  };
}

/** As the client calls it: where no version is named, v1.0. */
function versioned(baseUrl: string): string {
  const url = new URL(baseUrl);
  return url.pathname === '/' ? `${url.origin}/v1.0` : baseUrl.replace(/\/$/, '');
}
