import type { Config, MicrosoftConfig } from '../config.ts';

/** The deployment that is looked at: what it was configured with, and where it is reached. */
export interface DoctorWorld {
  readonly config: Config;
  readonly microsoft: MicrosoftConfig;
  readonly database: { readonly appUrl: string; readonly ownerUrl: string | null };
  readonly keys: { readonly dataKey: string; readonly indexKey: string };
  /** Where the running app is reached, without a slash at its end. */
  readonly publicUrl: string;
  /** Folder of the program. */
  readonly root: string;
  readonly realNow: () => number;
  /** How long what a start sets in motion may still be under way. */
  readonly patienceMs: number;
}
