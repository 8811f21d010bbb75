/** What can be refused at the store's edge. One word a cause, so that start-up and `doctor` can tell them apart. */
export type StoreErrorCode =
  | 'data-folder-unusable'
  | 'data-folder-unreachable'
  | 'postgres-account-missing'
  | 'postgres-programs-missing'
  | 'postgres-program-failed'
  | 'postgres-does-not-start'
  | 'postgres-does-not-stop'
  | 'postgres-secret-missing'
  | 'database-unreachable'
  | 'database-role-unsafe'
  | 'migration-failed'
  | 'schema-behind'
  | 'key-malformed'
  | 'sealed-with-unknown-key'
  | 'sealed-value-damaged';

/** A refusal of the store: what happened and, in `action`, what a person can do about it. Carries no personal data. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly code: StoreErrorCode;
  readonly action: string;

  constructor(refusal: { code: StoreErrorCode; message: string; action: string; cause?: unknown }) {
    super(refusal.message, { cause: refusal.cause });
    this.code = refusal.code;
    this.action = refusal.action;
  }
}
