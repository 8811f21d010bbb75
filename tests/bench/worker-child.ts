import { once } from 'node:events';
import { z } from 'zod';
import { connect } from '../../api/store/connect.ts';
import { openStore } from '../../api/store/transaction.ts';
import { redirectEgress } from '../../sandbox/egress.ts';
import { BENCH_HOSTS } from './bench-connector.ts';
import { startMovesWorker } from './moves-worker.ts';

// Run by b9-two-workers.ts: one instance of the app's background work, until its input ends. Says how many cards it sent.
const given = z
  .object({
    appUrl: z.string(),
    emulatorUrl: z.string(),
    tenantId: z.string(),
    botAppId: z.string(),
    token: z.string(),
    clockAhead: z.number(),
  })
  .parse(JSON.parse(process.argv[2] ?? ''));

redirectEgress({ emulator: new URL(given.emulatorUrl), hosts: BENCH_HOSTS });
const connection = connect(given.appUrl, { max: 10 });
let sent = 0;
const worker = await startMovesWorker({
  ...given,
  store: openStore(connection.db, given.tenantId),
  clock: { now: () => Date.now() + given.clockAhead },
  token: async () => given.token,
  watch: (outbound) => ({
    ...outbound,
    postCard: (...card) => {
      sent += 1;
      return outbound.postCard(...card);
    },
  }),
});
process.stdin.resume();
await once(process.stdin, 'end');
await worker.stop();
await connection.close();
console.log(JSON.stringify({ sent }));
process.exit(0);
