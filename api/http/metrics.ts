import type { RequestHandler } from 'express';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

/** What a running instance counts. Labels are routes and statuses, never a person, a team or a title. */
export interface Metrics {
  readonly registry: Registry;
  readonly countRequest: RequestHandler;
  readonly jobs: Counter<'job' | 'outcome'>;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'followthrough_' });
  const requests = new Histogram({
    name: 'followthrough_request_seconds',
    help: 'Time to answer a request, by route and status.',
    labelNames: ['route', 'status'],
    buckets: [0.005, 0.015, 0.05, 0.1, 0.3, 1, 3],
    registers: [registry],
  });
  const jobs = new Counter({
    name: 'followthrough_jobs_total',
    help: 'Jobs run, by name and outcome.',
    labelNames: ['job', 'outcome'],
    registers: [registry],
  });
  const countRequest: RequestHandler = (request, response, next) => {
    const stop = requests.startTimer();
    response.on('finish', () => {
      const path: unknown = request.route?.path;
      const route = typeof path === 'string' ? `${request.baseUrl}${path}` : 'none';
      stop({ route, status: String(response.statusCode) });
    });
    next();
  };
  return { registry, countRequest, jobs };
}
