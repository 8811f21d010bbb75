import { ConfigurationError, type Config } from '../config.ts';
import { loadDataKeys } from '../start/data-keys.ts';
import { StoreError } from '../store/store-error.ts';
import type { DoctorWorld } from './doctor-world.ts';
import { type Area, fault, type Finding, formatFinding } from './finding.ts';
import { runDoctor } from './run-doctor.ts';

/** A worker makes subscriptions within seconds of a first reading. */
const PATIENCE_MS = 15_000;

/** What the configuration alone does not tell. */
export interface Deployment extends Pick<DoctorWorld, 'microsoft' | 'database' | 'publicUrl'> {
  /** Where keys were made that are not configured. */
  readonly folder: string | null;
}

/**
 * Looks at a deployment and writes one line a finding. `open` says where everything is; where that fails already, that is
 * the one finding. Resolves to whether all is well.
 */
export async function examine(options: {
  readonly loadConfig: () => Config;
  readonly open: (config: Config) => Promise<Deployment>;
  readonly root: string;
  readonly inColour: boolean;
  readonly write: (line: string) => void;
}): Promise<boolean> {
  const { loadConfig, open, root, inColour, write } = options;
  const say = (finding: Finding): void => write(formatFinding(finding, inColour));
  try {
    const config = loadConfig();
    const { folder, ...deployment } = await open(config);
    const keys = await loadDataKeys(config, folder);
    const world = { config, ...deployment, keys, root, realNow: Date.now, patienceMs: PATIENCE_MS };
    const findings = await runDoctor(world, say);
    const faults = findings.filter(({ state }) => state === 'fault').length;
    write(faults === 0 ? 'All is well.' : `${faults} to mend.`);
    return faults === 0;
  } catch (error) {
    say({ area: areaOf(error), ...toFault(error) });
    return false;
  }
}

function areaOf(error: unknown): Area {
  return error instanceof StoreError ? 'database' : 'configuration';
}

/** @throws the error itself where nobody thought of it. */
function toFault(error: unknown) {
  if (error instanceof StoreError) return fault(error.message, error.action);
  if (error instanceof ConfigurationError) return fault(error.message, '');
  throw error;
}
