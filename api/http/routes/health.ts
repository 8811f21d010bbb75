import { Router } from 'express';
import type { Registry } from 'prom-client';

export interface HealthDeps {
  /** Each part of readiness; resolves to null when well, else to a word for what is not. */
  readonly checks: Readonly<Record<string, () => Promise<string | null>>>;
  readonly registry: Registry;
}

/** `healthz`: the process lives. `readyz`: it can do its work, with the part that cannot. `metrics`: Prometheus. */
export function healthRoutes({ checks, registry }: HealthDeps): Router {
  return Router()
    .get('/healthz', (_request, response) => {
      response.json({ status: 'ok' });
    })
    .get('/readyz', async (_request, response) => {
      const results = await Promise.all(
        Object.entries(checks).map(async ([name, check]) => [name, (await check()) ?? 'ok'] as const),
      );
      const isReady = results.every(([, result]) => result === 'ok');
      response.status(isReady ? 200 : 503).json(Object.fromEntries(results));
    })
    .get('/metrics', async (_request, response) => {
      response.type(registry.contentType).send(await registry.metrics());
    });
}
