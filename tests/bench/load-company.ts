import { restoreProduct } from '../../api/start/recording/recorded-product.ts';
import { createVault } from '../../api/store/encryption.ts';
import { openSandbox } from '../../sandbox/open-sandbox.ts';
import { withBenchDatabase } from './bench-database.ts';
import type { Row } from './bench.ts';
import { BENCH_KEY } from './moves-worker.ts';

/**
 * Load: the stored company, 26 weeks of calendars, chats and what the product had made of them, moved to this week and
 * written into two empty databases, as the first `npm start` does it. Lays no cluster and migrates nothing.
 */
export async function run(): Promise<Row[]> {
  return withBenchDatabase(async ({ store, sandboxUrl }) => {
    const begun = performance.now();
    const sandbox = await openSandbox({
      origin: null,
      databaseUrl: sandboxUrl,
      publicUrl: () => 'http://127.0.0.1:9',
    });
    const calendars = performance.now();
    try {
      const recorded = await sandbox.recorded();
      if (!recorded) throw new Error('No company is stored. "npm run seed" stores one.');
      const vault = createVault({ dataKey: BENCH_KEY, indexKey: BENCH_KEY });
      await store.as({ kind: 'worker' })((trx) => restoreProduct(trx, vault, recorded, sandbox.clock.now()));
    } finally {
      await sandbox.stop();
    }
    const loaded = performance.now();
    process.stderr.write(
      `calendars ${Math.round(calendars - begun)} ms, product ${Math.round(loaded - calendars)} ms\n`,
    );
    const seconds = (loaded - begun) / 1000;
    return [
      {
        id: 'load',
        what: 'the stored company of 26 weeks, into two empty databases',
        value: seconds,
        unit: 's',
        bar: '≤ 5',
        pass: seconds <= 5,
      },
    ];
  });
}
