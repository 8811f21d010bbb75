import { parseArgs } from 'node:util';
import { readCompanyRecording } from './dump/company-recording.ts';
import { startStandalone } from './standalone.ts';

// node sandbox/main.ts --database URL [--port N] [--emulator-port N] [--without-past]
// Runs until it is told to stop; prints one line of JSON when it is ready.
const { values } = parseArgs({
  options: {
    database: { type: 'string' },
    port: { type: 'string', default: '0' },
    'emulator-port': { type: 'string', default: '0' },
    'without-past': { type: 'boolean', default: false },
  },
});
if (values.database === undefined) {
  process.stderr.write('The sandbox needs --database, a PostgreSQL URL of its own.\n');
  process.exit(2);
}
const standalone = await startStandalone({
  databaseUrl: values.database,
  port: Number(values.port),
  emulatorPort: Number(values['emulator-port']),
  ...(values['without-past'] ? {} : { recording: readCompanyRecording }),
});
process.stdout.write(
  `${JSON.stringify({ origin: standalone.origin, emulator: standalone.sandbox.emulator.origin })}\n`,
);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void standalone.stop();
  });
}
