import http from 'node:http';
import express, { type Request } from 'express';
import { z } from 'zod';
import { GraphError } from './graph-error.ts';

const LARGEST_BATCH = 20;
/** Outlook runs this many requests of a batch at a time, whatever mailboxes they concern. */
const AT_A_TIME = 4;

const batch = z.object({
  requests: z
    .array(
      z.object({
        id: z.string(),
        method: z.string(),
        url: z.string().startsWith('/'),
        headers: z.record(z.string(), z.string()).optional(),
        body: z.unknown().optional(),
        dependsOn: z.array(z.string()).optional(),
      }),
    )
    .min(1),
});
type Part = z.infer<typeof batch>['requests'][number];
interface PartAnswer {
  readonly id: string;
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body?: unknown;
}

/** `$batch`: the answer is 200 whatever its parts say; each part has its own status and headers. */
export function createBatchRoutes(): express.Router {
  const router = express.Router();
  router.post('/$batch', express.json(), async (request, response) => {
    const parsed = batch.safeParse(request.body);
    if (!parsed.success) throw new GraphError(400, 'BadRequest', 'Invalid batch payload format.');
    const { requests } = parsed.data;
    if (requests.length > LARGEST_BATCH) {
      throw new GraphError(
        400,
        'BadRequest',
        `Number of batch request steps exceeds the maximum value of 20.`,
      );
    }
    if (new Set(requests.map((part) => part.id)).size < requests.length) {
      throw new GraphError(400, 'BadRequest', 'Request ids must be unique within a batch.');
    }
    response.json({ responses: await runParts(request, requests) });
  });
  return router;
}

async function runParts(request: Request, parts: readonly Part[]): Promise<PartAnswer[]> {
  const answers: PartAnswer[] = [];
  for (let from = 0; from < parts.length; from += AT_A_TIME) {
    const wave = parts.slice(from, from + AT_A_TIME);
    answers.push(...(await Promise.all(wave.map((part) => runPart(request, part, answers)))));
  }
  return answers;
}

async function runPart(request: Request, part: Part, before: readonly PartAnswer[]): Promise<PartAnswer> {
  const failed = (part.dependsOn ?? []).some(
    (id) => (before.find((one) => one.id === id)?.status ?? 424) >= 400,
  );
  if (failed) {
    const body = { error: { code: 'FailedDependency', message: 'A request it depends on failed.' } };
    return { id: part.id, status: 424, headers: {}, body };
  }
  return callOwnServer(request, part);
}

/** A part goes through the same server as any request: same limits, faults and log. */
function callOwnServer(request: Request, part: Part): Promise<PartAnswer> {
  const { localAddress, localPort } = request.socket;
  return new Promise((resolve, reject) => {
    const call = http.request(
      {
        host: localAddress,
        port: localPort,
        method: part.method,
        path: `/v1.0${part.url}`,
        headers: {
          ...part.headers,
          host: request.get('host'),
          authorization: request.get('authorization'),
          ...(part.body === undefined ? {} : { 'content-type': 'application/json' }),
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => resolve(partAnswer(part, response, Buffer.concat(chunks).toString('utf8'))));
      },
    );
    call.on('error', reject);
    call.end(part.body === undefined ? undefined : JSON.stringify(part.body));
  });
}

function partAnswer(part: Part, response: http.IncomingMessage, text: string): PartAnswer {
  const retryAfter = response.headers['retry-after'];
  const headers: Record<string, string> = { 'Content-Type': 'application/json' };
  if (retryAfter !== undefined) headers['Retry-After'] = retryAfter;
  const answer = { id: part.id, status: response.statusCode ?? 500, headers };
  return text === '' ? answer : { ...answer, body: JSON.parse(text) };
}
