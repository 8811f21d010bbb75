import { once } from 'node:events';
import express from 'express';
import { pino } from 'pino';
import { z } from 'zod';
import { parseConfig } from '../../api/config.ts';
import { openBot } from '../../api/start/open-bot.ts';
import { connect } from '../../api/store/connect.ts';
import { openStore } from '../../api/store/transaction.ts';
import { redirectEgress } from '../../sandbox/egress.ts';
import { close, listen } from '../../sandbox/emulator.ts';
import { BENCH_HOSTS } from './bench-connector.ts';
import { benchDeps } from './bench-deps.ts';

// Run by bot-answers.ts: one instance of the app, as far as the bot's endpoint goes, until its input ends. Says its port, and at the end how
// many milliseconds of processor it took.
const given = z
  .object({
    appUrl: z.string(),
    emulatorUrl: z.string(),
    tenantId: z.string(),
    botAppId: z.string(),
    token: z.string(),
    now: z.number(),
  })
  .parse(JSON.parse(process.argv[2] ?? ''));

redirectEgress({ emulator: new URL(given.emulatorUrl), hosts: BENCH_HOSTS });
/** As many as the product has. */
const connection = connect(given.appUrl, { max: 10 });
const { tenantId, botAppId } = given;
const bot = openBot({
  ...benchDeps(openStore(connection.db, tenantId), { now: () => given.now }),
  microsoft: {
    tenantId,
    appId: botAppId,
    botAppId,
    credential: { kind: 'secret', secret: 'none is needed to receive' },
  },
  endpoints: parseConfig({}).endpoints,
  token: async () => given.token,
  realNow: Date.now,
  log: pino({ level: 'error' }, process.stderr),
});
const server = await listen(express().use('/bot/messages', bot.messages), 0);
const address = server.address();
console.log(address !== null && typeof address === 'object' ? address.port : 0);
const before = process.cpuUsage();
process.stdin.resume();
await once(process.stdin, 'end');
const { user, system } = process.cpuUsage(before);
console.log((user + system) / 1_000);
await close(server);
process.exit(0);
