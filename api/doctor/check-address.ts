import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Fetched, fetchFrom } from './fetch-from.ts';
import type { DoctorWorld } from './doctor-world.ts';
import { fault, ok, type Said } from './finding.ts';

const clientConfig = z.object({ clientId: z.string(), authority: z.string() });
const parts = z.record(z.string(), z.string());

/** Whether the app answers where Microsoft and browsers look for it, and whether it is this one. */
export async function checkAddress({ publicUrl, microsoft }: DoctorWorld): Promise<Said[]> {
  const health = await fetchFrom(`${publicUrl}/healthz`);
  if (health.kind === 'silence')
    return [
      fault(
        `${publicUrl} does not answer (${health.why}).`,
        'Start the app; check PUBLIC_URL, its name in DNS, its certificate, and that the proxy reaches HOST and PORT.',
      ),
    ];
  const config = clientConfig.safeParse(jsonOf(await fetchFrom(`${publicUrl}/api/client-config`))).data;
  if (config?.clientId !== microsoft.appId || !config.authority.endsWith(microsoft.tenantId))
    return [
      fault(
        `At ${publicUrl} something else answers than this app for this tenant.`,
        'Point PUBLIC_URL, or the proxy, at the instance with the same APP_ID and TENANT_ID.',
      ),
    ];
  return [ok(`The app answers at ${publicUrl}.`)];
}

/** Headers that a proxy may have changed on the way: without them the tab stays empty in Teams. */
export async function checkHeaders({ publicUrl }: DoctorWorld): Promise<Said[]> {
  const answer = await fetchFrom(`${publicUrl}/healthz`);
  if (answer.kind === 'silence') return [fault('The app stopped answering.', 'Look into its log.')];
  const frame = answer.headers.get('x-frame-options');
  if (frame !== null)
    return [
      fault(
        'Something in front of the app adds X-Frame-Options, so that Teams cannot show the tab.',
        'Take the header out in the proxy.',
      ),
    ];
  const policy = answer.headers.get('content-security-policy') ?? '';
  const ancestors = /frame-ancestors ([^;]*)/.exec(policy)?.[1] ?? '';
  if (!ancestors.includes('https://teams.microsoft.com') || !ancestors.includes('https://outlook.office.com'))
    return [
      fault(
        'Something in front of the app changes Content-Security-Policy, so that Teams and Outlook cannot show the tab.',
        'Let the app’s own header through the proxy.',
      ),
    ];
  return [ok('Teams and Outlook may show the tab.')];
}

export async function checkTab({ publicUrl }: DoctorWorld): Promise<Said[]> {
  const page = await fetchFrom(`${publicUrl}/tab/`);
  const isPage =
    page.kind === 'answer' &&
    page.status === 200 &&
    (page.headers.get('content-type') ?? '').startsWith('text/html');
  return isPage
    ? [ok('The tab’s pages are there.')]
    : [
        fault(
          'The tab’s pages are missing.',
          'Run "npm run build" and bring dist/tab along with the program.',
        ),
      ];
}

/** Graph's own handshake, as it comes before a subscription exists: from outside, without a sign-in, plain text back. */
export async function checkNotifications({ publicUrl }: DoctorWorld): Promise<Said[]> {
  for (const path of ['/graph/notifications', '/graph/lifecycle']) {
    const token = `doctor: ${randomUUID()}`;
    const url = `${publicUrl}${path}?validationToken=${encodeURIComponent(token)}`;
    const answer = await fetchFrom(url, { method: 'POST', headers: { 'content-type': 'text/plain' } });
    if (!isHandshake(answer, token))
      return [
        fault(
          `POST ${path} does not give Graph’s handshake back (${sayAnswer(answer)}).`,
          'Let it through the proxy and its firewall without a sign-in, a challenge or a change of the body.',
        ),
      ];
  }
  return [ok('Graph’s handshake comes back from /graph/notifications and /graph/lifecycle.')];
}

function isHandshake(answer: Fetched, token: string): boolean {
  return (
    answer.kind === 'answer' &&
    answer.status === 200 &&
    (answer.headers.get('content-type') ?? '').startsWith('text/plain') &&
    answer.text === token
  );
}

/** What the running app says of itself, where nothing else was found. */
export async function checkReadiness({ publicUrl }: DoctorWorld): Promise<Said[]> {
  const answer = await fetchFrom(`${publicUrl}/readyz`);
  const unwell = Object.entries(parts.safeParse(jsonOf(answer)).data ?? { app: sayAnswer(answer) })
    .filter(([, word]) => word !== 'ok')
    .map(([part, word]) => `${part}: ${word}`);
  return unwell.length === 0
    ? [ok('The running app is ready.')]
    : [
        fault(
          `The running app is not ready (${unwell.join(', ')}).`,
          'It may run with other settings than these, or be starting: restart it, and look into its log.',
        ),
      ];
}

export function sayAnswer(answer: Fetched): string {
  return answer.kind === 'silence' ? answer.why : `status ${answer.status}`;
}

function jsonOf(answer: Fetched): unknown {
  if (answer.kind === 'silence') return null;
  try {
    return JSON.parse(answer.text);
  } catch {
    return null;
  }
}
