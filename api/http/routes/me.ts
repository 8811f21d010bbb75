import { Router } from 'express';
import type { Clock } from '../../../shared/clock.ts';
import { meSchema, type Me } from '../../../shared/contract/me.ts';
import type { Vault } from '../../store/encryption.ts';
import { loadReaderPage, type ReaderPage } from '../../store/reader-store.ts';
import { sessionOf } from '../authenticate.ts';

export function meRoute({ vault, clock }: { readonly vault: Vault; readonly clock: Clock }): Router {
  return Router().get('/me', async (request, response) => {
    const { reader, governs, inTransaction } = sessionOf(request);
    const page = await inTransaction((trx) => loadReaderPage(trx, reader.personId, vault));
    response.json(
      meSchema.parse({
        name: page.name,
        language: page.language,
        governs,
        manages: page.manages,
        rep: page.isRep
          ? {
              timeZone: page.timeZone,
              team: page.team,
              teams: page.teams,
              state: stateOf(page.notice, clock.now()),
              acknowledged: page.notice?.isAcknowledged === true,
            }
          : null,
      }),
    );
  });
}

function stateOf(notice: ReaderPage['notice'], now: number): NonNullable<Me['rep']>['state'] {
  if (notice?.hasObjected) return 'objected';
  if (!notice || notice.readingFrom > now) return 'waiting';
  return notice.isAcknowledged ? 'acknowledged' : 'reading';
}
