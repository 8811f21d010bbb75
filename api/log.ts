import { pino, type Logger } from 'pino';

/**
 * Structured log lines on standard output. No line carries a title, an address or a token: failures are logged by
 * name and code, and what could slip in with an object is cut out here.
 */
export function createLog(level: string): Logger {
  return pino({
    level,
    base: null,
    redact: {
      paths: [
        'authorization',
        'headers',
        '*.authorization',
        '*.headers',
        'title',
        '*.title',
        'address',
        '*.address',
      ],
      remove: true,
    },
  });
}
