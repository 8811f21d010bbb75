import { Router } from 'express';
import type { Registry } from 'prom-client';

export interface HealthDeps {
  /** Each part of readiness; resolves to null when well, else to a word for what is not. */
  readonly checks: Readonly<Record<string, () => Promise<string | null>>>;
  /** What there is to know of a part that is well enough: said beside it, and no reason to send nobody here. */
  readonly notes: Readonly<Record<string, () => Promise<string | null>>>;
  readonly registry: Registry;
}

/** `healthz`: the process lives. `readyz`: it can do its work, with the part that cannot. `metrics`: Prometheus. */
export function healthRoutes({ checks, notes, registry }: HealthDeps): Router {
  return Router()
    .get('/healthz', (_request, response) => {
      response.json({ status: 'ok' });
    })
    .get('/readyz', async (_request, response) => {
      const results = await Promise.all(
        Object.entries(checks).map(async ([name, check]) => [name, (await check()) ?? 'ok'] as const),
      );
      const isReady = results.every(([, result]) => result === 'ok');
      const noted = await Promise.all(
        results.map(async ([name, result]) => [
          name,
          result === 'ok' ? ((await notes[name]?.()) ?? 'ok') : result,
        ]),
      );
      response.status(isReady ? 200 : 503).json(Object.fromEntries(noted));
    })
    .get('/metrics', async (_request, response) => {
      response.type(registry.contentType).send(await registry.metrics());
    });
}
