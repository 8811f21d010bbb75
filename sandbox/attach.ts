import http from 'node:http';
import express from 'express';
import type { Instant } from '../shared/calendar/time.ts';
import { attachmentSchema, type Attachment } from './attachment.ts';
import { instantOf } from './clock.ts';
import type { Sandbox } from './sandbox.ts';

const POLL_MS = 200;

/**
 * The sandbox that runs in a process of its own at `origin`, as if it ran in this one: same clock, same
 * addresses below `/sandbox`. It outlives this process.
 * @throws Error where nothing answers there.
 */
export async function attachSandbox(options: {
  readonly origin: string;
  /** Where this app listens; an empty string while that is not known yet. */
  readonly publicUrl: () => string;
  readonly realNow?: () => number;
}): Promise<Sandbox> {
  const realNow = options.realNow ?? Date.now;
  const origin = new URL(options.origin);
  const poll = () => attach(origin, options.publicUrl());
  let latest = await poll();
  const timer = setInterval(() => {
    poll().then(
      (answer) => (latest = answer),
      // It restarts or is busy: the last reading still holds.
      () => undefined,
    );
  }, POLL_MS);
  timer.unref();
  const step = async (body: object) => {
    await post(new URL('/sandbox/api/clock/step', origin), body);
    latest = await poll();
  };
  return {
    emulator: new URL(latest.emulator),
    hosts: latest.hosts,
    microsoft: latest.microsoft,
    clock: {
      now: () => instantOf(latest.reading, realNow()),
      step: (milliseconds) => step({ milliseconds }),
      stepTo: (instant: Instant) => step({ to: new Date(instant).toISOString() }),
    },
    company: () => latest.company,
    people: () => latest.people,
    routes: proxyTo(origin),
    stop: async () => clearInterval(timer),
  };
}

async function attach(origin: URL, publicUrl: string): Promise<Attachment> {
  const response = await post(new URL('/sandbox/api/attach', origin), { publicUrl: publicUrl || null });
  return attachmentSchema.parse(await response.json());
}

async function post(url: URL, body: object): Promise<Response> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`The sandbox at ${url.origin} answered ${response.status}.`);
  return response;
}

/** Everything below `/sandbox` goes to the other process, so that its pages have the tab's origin. */
function proxyTo(origin: URL): express.Router {
  const router = express.Router();
  router.use((request, response, next) => {
    const { method, headers } = request;
    const target = { host: origin.hostname, port: origin.port, path: request.originalUrl, method, headers };
    const call = http.request(target, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    call.on('error', next);
    request.pipe(call);
  });
  return router;
}
