import express from 'express';
import { attachingAppSchema, type Attachment } from './attachment.ts';
import { close, listen } from './emulator.ts';
import { startSandbox, type RunningSandbox, type SandboxOptions } from './start.ts';
import type { CompanyChoice } from './company-state.ts';

export interface Standalone {
  /** What an app gives as SANDBOX_ORIGIN. */
  readonly origin: string;
  readonly sandbox: RunningSandbox;
  stop(): Promise<void>;
}

/** The sandbox on two loopback ports of its own: its pages and control, and Microsoft's hosts. */
export async function startStandalone(options: {
  readonly databaseUrl: string;
  readonly port?: number;
  readonly emulatorPort?: number;
  readonly company?: Partial<CompanyChoice>;
  readonly recording?: SandboxOptions['recording'];
}): Promise<Standalone> {
  let publicUrl = '';
  const sandbox = await startSandbox({
    databaseUrl: options.databaseUrl,
    publicUrl: () => publicUrl,
    ...(options.emulatorPort === undefined ? {} : { emulatorPort: options.emulatorPort }),
    ...(options.company === undefined ? {} : { company: options.company }),
    ...(options.recording === undefined ? {} : { recording: options.recording }),
  });
  const app = express();
  app.disable('x-powered-by');
  app.post('/sandbox/api/attach', express.json(), (request, response) => {
    const body = attachingAppSchema.safeParse(request.body);
    if (!body.success) return void response.status(400).json({ code: 'bad_input' });
    // Several apps may attach: whoever spoke last is alive.
    publicUrl = body.data.publicUrl ?? publicUrl;
    response.json(attachmentOf(sandbox));
  });
  app.use('/sandbox', sandbox.routes);
  const server = await listen(app, options.port ?? 0);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The sandbox has no port.');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    sandbox,
    stop: async () => {
      await close(server);
      await sandbox.stop();
    },
  };
}

function attachmentOf(sandbox: RunningSandbox): Attachment {
  const { emulator, hosts, microsoft } = sandbox;
  const { name, domains, teams, generation, recordedWeeks } = sandbox.company();
  return {
    emulator: emulator.href,
    hosts: [...hosts],
    microsoft,
    people: [...sandbox.people()],
    company: {
      name,
      domains: {
        own: [...domains.own],
        customers: [...domains.customers],
        partners: [...domains.partners],
        vendors: [...domains.vendors],
      },
      teams: teams.map((team) => ({ ...team, repKeys: [...team.repKeys] })),
      generation,
      recordedWeeks,
    },
    reading: sandbox.inside.clock.reading(),
  };
}
