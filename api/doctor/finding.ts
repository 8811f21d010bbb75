/** What is looked at, in the order in which it is said. */
export type Area =
  | 'configuration'
  | 'database'
  | 'queue'
  | 'keys'
  | 'decisions'
  | 'identity'
  | 'permissions'
  | 'address'
  | 'headers'
  | 'tab'
  | 'notifications'
  | 'calendars'
  | 'subscriptions'
  | 'bot'
  | 'manifests'
  | 'readiness';

/**
 * One line of the doctor. `fault`: something does not work until somebody acts. `note`: it works, and there is something
 * to know. `skipped`: it cannot be told before another area is well.
 */
export interface Finding {
  readonly area: Area;
  readonly state: 'ok' | 'note' | 'fault' | 'skipped';
  readonly what: string;
  /** What a person can do about it; empty where nothing has to be done. */
  readonly action: string;
}

/** What a check says of its own area. */
export type Said = Omit<Finding, 'area'>;

export function ok(what: string): Said {
  return { state: 'ok', what, action: '' };
}

export function note(what: string, action = ''): Said {
  return { state: 'note', what, action };
}

export function fault(what: string, action: string): Said {
  return { state: 'fault', what, action };
}

const MARK = { ok: 'ok', note: 'note', fault: 'FAULT', skipped: '–' } as const;
const COLOUR = { ok: 32, note: 33, fault: 31, skipped: 90 } as const;

/** `FAULT  database  The database does not answer. Check …`, on one line whatever the texts hold. */
export function formatFinding({ area, state, what, action }: Finding, inColour: boolean): string {
  const mark = MARK[state].padEnd(7);
  const text = [what, action].filter(Boolean).join(' ').replaceAll(/\s+/g, ' ');
  return `${inColour ? `\u001B[${COLOUR[state]}m${mark}\u001B[0m` : mark}${area.padEnd(15)}${text}`;
}
