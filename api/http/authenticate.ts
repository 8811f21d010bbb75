import type { Request, RequestHandler } from 'express';
import type { Clock } from '../../shared/clock.ts';
import type { Store, InTransaction } from '../store/transaction.ts';
import { TokenRefused, type Caller, type VerifyToken } from '../identity/verify-token.ts';
import { findReader, saveAdminship, type Reader } from '../store/reader-store.ts';
import { Refusal } from './problem.ts';

type Trx = Parameters<Parameters<InTransaction>[0]>[0];

const MAX_TOKEN_LENGTH = 8192;

/** A verified reader and the one way to the store on their behalf: as themselves. */
export interface Session {
  readonly reader: Reader;
  /** What the organisation lets them govern: an admin decides and sets, a steward reads. */
  readonly governs: 'admin' | 'steward' | null;
  readonly inTransaction: InTransaction;
  /** As one who governs; refused where they do not. */
  readonly asAdmin: InTransaction;
}

const sessions = new WeakMap<Request, Session>();

/** Lets a request through only for a verified person of the tenant who is known here. */
export function authenticate(deps: {
  readonly store: Store;
  readonly clock: Clock;
  readonly verifyToken: VerifyToken;
  /** Knows somebody who governs before the directory was read. */
  readonly enrol: (trx: Trx, caller: Caller) => Promise<void>;
}): RequestHandler {
  return async (request, _response, next) => {
    const caller = await verify(request, deps.verifyToken);
    const role = roleOf(caller);
    const reader = await deps.store.as({ kind: 'worker' })(async (trx) => {
      const known = await findReader(trx, caller.entraId);
      if (known || role === null) return known;
      await deps.enrol(trx, caller);
      return findReader(trx, caller.entraId);
    });
    if (!reader) throw new Refusal('not_enrolled');
    const { personId } = reader;
    // What an admin teaches counts for all: who is one is kept as the last sign-in told it.
    const isAdmin = role === 'admin';
    if (reader.isAdmin !== isAdmin)
      await deps.store.as({ kind: 'worker' })((trx) =>
        saveAdminship(trx, personId, isAdmin, deps.clock.now()),
      );
    sessions.set(request, {
      reader,
      governs: role,
      inTransaction: deps.store.as({ kind: 'person', personId }),
      asAdmin: (fn) => {
        if (role === null) throw new Refusal('not_admin');
        return deps.store.as({ kind: 'admin', personId })(fn);
      },
    });
    next();
  };
}

function roleOf({ roles }: Caller): Session['governs'] {
  if (roles.includes('Followthrough.Admin')) return 'admin';
  return roles.includes('Followthrough.Steward') ? 'steward' : null;
}

/** @throws Error where the route was mounted outside `authenticate`. */
export function sessionOf(request: Request): Session {
  const session = sessions.get(request);
  if (!session) throw new Error('This route needs a session.');
  return session;
}

async function verify(request: Request, verifyToken: VerifyToken): Promise<Caller> {
  const header = request.get('authorization') ?? '';
  const token = /^Bearer ([\w.-]+)$/i.exec(header)?.[1];
  if (!token || token.length > MAX_TOKEN_LENGTH) throw new Refusal('token_missing');
  try {
    return await verifyToken(token);
  } catch (error) {
    if (error instanceof TokenRefused)
      throw new Refusal('token_refused', { why: `token_flaw.${error.flaw}` });
    throw new Refusal('unavailable');
  }
}
