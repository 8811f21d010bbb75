import { attachSandbox } from './attach.ts';
import {
  readCompanyRecording,
  readProductRecording,
  type ProductRecording,
} from './dump/company-recording.ts';
import { createWeekShift, type WeekShift } from './dump/week-shift.ts';
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
  /** What the product held at the end of the company's recorded story, and how to move it to now; null = nothing. */
  recorded(): Promise<RecordedProduct | null>;
}

export interface RecordedProduct extends ProductRecording {
  readonly shift: WeekShift;
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
    : await startSandbox({ databaseUrl, publicUrl, recording: readCompanyRecording });
  const restore = redirectEgress({ emulator: sandbox.emulator, hosts: sandbox.hosts });
  return {
    ...sandbox,
    addresses: () => addressesOf(sandbox),
    recorded: () => recordedOf(sandbox),
    stop: async () => {
      restore();
      await sandbox.stop();
    },
  };
}

async function recordedOf(sandbox: Sandbox): Promise<RecordedProduct | null> {
  const { recordedWeeks, generation } = sandbox.company();
  const recording = recordedWeeks === null ? null : await readProductRecording();
  return recording && { ...recording, shift: createWeekShift(recordedWeeks ?? 0, generation) };
}

function addressesOf(sandbox: Sandbox): SandboxAddress[] {
  const [first] = sandbox.company().teams;
  const manager = first?.managerKey ?? '';
  const rep = first?.repKeys[0] ?? '';
  return [
    { label: 'Sandbox', path: '/sandbox/' },
    { label: 'Manager’s tab', path: `/sandbox/teams?as=${manager}&page=time` },
    { label: 'Rep’s tab', path: `/sandbox/teams?as=${rep}&page=moved` },
    { label: 'Set-up page', path: '/sandbox/teams?as=admin&page=setup' },
  ];
}
