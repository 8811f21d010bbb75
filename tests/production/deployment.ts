import { pathToFileURL, fileURLToPath } from 'node:url';
import { z } from 'zod';
import { firstClosedTo } from '../../api/store/postgres-account.ts';
import { attachmentSchema, type Attachment } from '../../sandbox/attachment.ts';
import type { Faults } from '../../sandbox/graph/faults.ts';
import { startApp, type AppOptions, type AppProcess } from '../resilience/app-process.ts';
import { startSandboxProcess, type SandboxProcess } from '../resilience/sandbox-process.ts';
import { makeCleanCopy, type CleanCopy } from './clean-copy.ts';
import { startOwnServer, type OwnServer } from './own-server.ts';
import { startTlsFront, type TlsFront } from './tls-front.ts';

const REDIRECT = fileURLToPath(new URL('redirect.ts', import.meta.url));
const NOBODY = { uid: 65_534, gid: 65_534 };
const KEY = Buffer.alloc(32, 5).toString('base64');

/** What an administrator has put together: a server, a front with a certificate, a tenant, and the image's content. */
export interface Deployment {
  readonly copy: CleanCopy;
  readonly server: OwnServer;
  readonly front: TlsFront;
  readonly sandbox: SandboxProcess;
  readonly microsoft: Attachment;
  /** A process of the image, as a user who may write nothing, where that can be played. */
  start(command: AppOptions['command'], environment?: Readonly<Record<string, string>>): AppProcess;
  /** What Teams would give the tab for this person. */
  tokenOf(key: string): Promise<string>;
  /** Changes how the pretend Graph behaves. */
  setFaults(faults: Partial<Faults>): Promise<void>;
  remove(): Promise<void>;
}

export async function makeDeployment(): Promise<Deployment> {
  const [copy, server, front] = [await makeCleanCopy(), await startOwnServer(), await startTlsFront()];
  const sandbox = await startSandboxProcess(server.sandboxUrl, front.trust);
  const post = async (path: string, body: object, method = 'POST'): Promise<unknown> => {
    const headers = { 'content-type': 'application/json' };
    const init = { method, headers, body: JSON.stringify(body) };
    return (await fetch(`${sandbox.origin}/sandbox/api${path}`, init)).json();
  };
  const microsoft = attachmentSchema.parse(await post('/attach', { publicUrl: front.url }));
  const canBeNobody =
    process.getuid?.() === 0 &&
    (await firstClosedTo(NOBODY, [process.execPath, REDIRECT, copy.root])) === null;
  const started: AppProcess[] = [];
  return {
    copy,
    server,
    front,
    sandbox,
    microsoft,
    start: (command, environment = {}) => {
      const app = startApp({
        command: command ?? 'start',
        dataDir: '/nowhere',
        root: copy.root,
        nodeOptions: ['--import', redirectTo(microsoft)],
        environment: { ...settings({ server, front, microsoft }), ...environment },
        ...(canBeNobody ? { account: NOBODY } : {}),
      });
      started.push(app);
      return app;
    },
    tokenOf: async (key) => z.object({ token: z.string() }).parse(await post('/token', { as: key })).token,
    setFaults: async (faults) => {
      await post('/faults', faults, 'PATCH');
    },
    remove: async () => {
      for (const app of started) await endNow(app);
      await sandbox.stop();
      await front.stop();
      await server.remove();
      await copy.remove();
    },
  };
}

function redirectTo({ emulator, hosts }: Attachment): string {
  const url = pathToFileURL(REDIRECT);
  url.searchParams.set('emulator', emulator);
  for (const host of hosts) url.searchParams.append('host', host);
  return url.href;
}

/** Every key that .env.example asks of a tenant. */
function settings({ server, front, microsoft }: Pick<Deployment, 'server' | 'front' | 'microsoft'>) {
  const { tenantId, appId, appSecret } = microsoft.microsoft;
  return {
    NODE_ENV: 'production',
    PUBLIC_URL: front.url,
    DATABASE_URL: server.appUrl,
    DATA_KEY: KEY,
    DATA_INDEX_KEY: KEY,
    TENANT_ID: tenantId,
    APP_ID: appId,
    APP_SECRET: appSecret,
    ...front.trust,
  };
}

async function endNow(app: AppProcess): Promise<void> {
  try {
    process.kill(app.pid, 'SIGKILL');
  } catch {
    // It ended before.
  }
  await app.ended;
}
