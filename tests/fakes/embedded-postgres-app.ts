import { startEmbeddedPostgres } from '../../api/store/embedded-postgres.ts';
import { StoreError } from '../../api/store/store-error.ts';

/** A stand-in for the app, to be killed by tests: starts the server below argv[2], says so on stdout, waits for its end. */
const dataDir = process.argv[2] ?? '';
try {
  const { port, superuserUrl } = await startEmbeddedPostgres({ dataDir, report: () => undefined });
  process.stdout.write(`${JSON.stringify({ port, superuserUrl })}\n`);
  process.stdin.resume();
} catch (cause) {
  if (!(cause instanceof StoreError)) throw cause;
  process.stdout.write(
    `${JSON.stringify({ code: cause.code, message: cause.message, action: cause.action })}\n`,
  );
}
