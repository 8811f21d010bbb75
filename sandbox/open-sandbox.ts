import { attachSandbox } from './attach.ts';
import { redirectEgress } from './egress.ts';
import type { Sandbox } from './sandbox.ts';
import { startSandbox } from './start.ts';

/** An address of the app that a newcomer opens. */
export interface SandboxAddress {
  readonly label: string;
  readonly path: string;
}

export interface OpenSandbox extends Sandbox {
  /** What the start prints. */
  addresses(): readonly SandboxAddress[];
}

/**
 * The sandbox as the app uses it: in this process, or the one that runs at `origin`. From then on every call to
 * Microsoft's hosts goes to it, and every other call out of the machine is refused.
 */
export async function openSandbox(options: {
  readonly origin: string | null;
  readonly databaseUrl: string;
  readonly publicUrl: () => string;
}): Promise<OpenSandbox> {
  const { origin, databaseUrl, publicUrl } = options;
  const sandbox = origin
    ? await attachSandbox({ origin, publicUrl })
    : await startSandbox({ databaseUrl, publicUrl });
  const restore = redirectEgress({ emulator: sandbox.emulator, hosts: sandbox.hosts });
  return {
    ...sandbox,
    addresses: () => addressesOf(sandbox),
    stop: async () => {
      restore();
      await sandbox.stop();
    },
  };
}

function addressesOf(sandbox: Sandbox): SandboxAddress[] {
  const [first] = sandbox.company().teams;
  const manager = first?.managerKey ?? '';
  const rep = first?.repKeys[0] ?? '';
  return [
    { label: 'Sandbox', path: '/sandbox/' },
    { label: 'Manager’s tab', path: `/sandbox/teams?as=${manager}&page=time` },
    { label: 'Rep’s tab', path: `/sandbox/teams?as=${rep}&page=moved` },
  ];
}
