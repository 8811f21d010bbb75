import path from 'node:path';
import express from 'express';
import { pino } from 'pino';
import { parseConfig } from '../../api/config.ts';
import { changeSchema } from '../../api/http/notification-schema.ts';
import { serve } from '../../api/start/serve.ts';
import { startProduct } from '../../api/start/start-product.ts';
import { createStops } from '../../api/start/stops.ts';
import { TENANT } from './bench-database.ts';

// node ack-server.ts plain | durable APP_URL: answers notifications until it is killed; says its port when it is ready.
const [kind, appUrl = ''] = process.argv.slice(2);
const port = kind === 'plain' ? await startPlain() : await startDurable();
process.stdout.write(`${port}\n`);

/** What a notification costs where it is only read. */
async function startPlain(): Promise<number> {
  const app = express().post('/graph/notifications', express.json({ limit: '1mb' }), (request, response) => {
    changeSchema.parse(request.body);
    response.status(202).end();
  });
  return (await serve(app, '127.0.0.1', 0)).port;
}

/** The product itself, as it runs beside workers: it takes notifications in and leaves them to others. */
async function startDurable(): Promise<number> {
  const key = Buffer.alloc(32, 1).toString('base64');
  const config = { PORT: '0', ROLE: 'web', DATABASE_URL: appUrl, DATA_KEY: key, DATA_INDEX_KEY: key };
  const product = await startProduct({
    config: parseConfig(config),
    microsoft: {
      tenantId: TENANT,
      appId: TENANT,
      botAppId: TENANT,
      credential: { kind: 'secret', secret: 'bench' },
    },
    database: { appUrl, ownerUrl: null, sandboxUrl: null, folder: null },
    clock: { now: () => Date.now() },
    log: pino({ level: 'error' }, process.stderr),
    stops: createStops(),
    root: path.resolve(import.meta.dirname, '../..'),
    sandboxRoutes: null,
  });
  return product.port;
}
