import express from 'express';
import type { SandboxInside } from '../inside.ts';
import type { LoggedRequest } from '../request-log.ts';

const SHOWN = 60;

/** What the product has asked of Microsoft 365, and what its bot has written: the latest first. */
export function createTrafficRoutes({ graph, teams }: SandboxInside): express.Router {
  const router = express.Router();
  router.get('/traffic', (_request, response) => {
    const shown = [...rowsOf('graph', graph.log.latest()), ...rowsOf('connector', teams.log.latest())]
      .toSorted((a, b) => b.at - a.at)
      .slice(0, SHOWN);
    response.json({ requests: shown });
  });
  return router;
}

function rowsOf(to: 'graph' | 'connector', requests: readonly LoggedRequest[]) {
  return requests.map(({ at, kind, mailbox, method, path, status, milliseconds }) => ({
    to,
    at,
    kind,
    as: mailbox,
    method,
    path: readable(path),
    status,
    milliseconds,
  }));
}

/** As it was asked, with tokens cut short: they say nothing to a reader. */
function readable(path: string): string {
  return decodeSafely(path).replaceAll(/((?:delta|skip)token=)([^&]{12})[^&]+/gi, '$1$2…');
}

function decodeSafely(path: string): string {
  try {
    return decodeURIComponent(path.replaceAll('+', ' '));
  } catch {
    // What cannot be decoded is shown as it came.
    return path;
  }
}
