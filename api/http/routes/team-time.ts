import { Router } from 'express';
import { z } from 'zod';
import type { Clock } from '../../../shared/clock.ts';
import { teamTimeSchema } from '../../../shared/contract/team-time.ts';
import { loadTeamTime } from '../../reports/load-team-time.ts';
import { sessionOf } from '../authenticate.ts';
import { Refusal } from '../problem.ts';

const paramsSchema = z.object({ team: z.guid() });

export function teamTimeRoute({ clock }: { readonly clock: Clock }): Router {
  return Router().get('/teams/:team/time', async (request, response) => {
    const { team } = paramsSchema.parse(request.params);
    const { reader, inTransaction } = sessionOf(request);
    const report = await inTransaction((trx) =>
      loadTeamTime(trx, { teamId: team, readerId: reader.personId, now: clock.now() }),
    );
    if (!report) throw new Refusal('team_not_found');
    response.json(teamTimeSchema.parse(report));
  });
}
