import { z } from 'zod';
import { teamTimeSchema } from './team-time.ts';

const [, , noneYet, published] = teamTimeSchema.shape.figures.options;

/**
 * `GET /api/trend`: the reader's own whole weeks, at most 26, from their own sums and not from published rows; rounded and
 * judged as a team's are.
 */
export const trendSchema = z.object({
  figures: z.discriminatedUnion('status', [
    noneYet.pick({ status: true }),
    published.pick({ status: true, through: true, weeks: true, recent: true, trend: true }),
  ]),
});
export type OwnTrend = z.infer<typeof trendSchema>;
