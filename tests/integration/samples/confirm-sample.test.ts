import { describe, expect, it } from 'vitest';
import { evaluateSample } from '../../../api/publish/evaluate-sample.ts';
import { loadTeamTime } from '../../../api/reports/load-team-time.ts';
import { CLASSIFIER_VERSION } from '../../../shared/classification/classify.ts';
import { adminClassificationSchema } from '../../../shared/contract/precision.ts';
import { settingsSchema } from '../../../shared/contract/settings.ts';
import { weekSchema, type SampledEvent, type Week } from '../../../shared/contract/week.ts';
import { addWeeks } from '../../../shared/calendar/week.ts';
import { at } from '../../factories/event.ts';
import { useProduct } from '../../fakes/product.ts';
import { teamsOf } from '../privacy/teams.ts';

/** Team Mitt has six reps; a Wednesday. */
const product = useProduct({ company: { seed: 'test', teams: ['mitt'], weeksBack: 4, weeksAhead: 1 } });

const weekOf = async (key: string, query = ''): Promise<Week> =>
  weekSchema.parse(await product().get(key, `/api/week${query}`));
const post = async (key: string, path: string, json: object = {}) =>
  (await product().call(key, path, { json })).status;
const classification = async () =>
  adminClassificationSchema.parse(await product().get('mats', '/api/admin/classification'));

async function first(key: string): Promise<SampledEvent> {
  const [sampled] = (await weekOf(key)).samples;
  if (!sampled) throw new Error('Nothing is asked.');
  return sampled;
}

async function say(key: string, { event, asked }: SampledEvent): Promise<string> {
  const { body } = await product().call(key, '/api/corrections', {
    json: {
      event: event.id,
      class: asked === 'internal' ? 'supporting' : 'internal',
      scope: 'event',
      domain: null,
      instead: null,
      seconds: 4,
    },
  });
  await product().settle();
  return String(Reflect.get(Object(body), 'id'));
}

describe('a rep’s sample', () => {
  it('is two sorted events of the week before, the same at each look, in this week’s page alone', async () => {
    const { samples } = await weekOf('maja');
    expect(samples).toHaveLength(2);
    for (const { event, asked, said } of samples) {
      expect([event.standing, event.correction, said]).toEqual(['open', null, null]);
      expect(event.class).toBe(asked);
      expect(event.start > '2026-11-15T23' && event.end < '2026-11-22T23').toBe(true);
    }
    const ids = (week: Week) => week.samples.map(({ event }) => event.id);
    expect(ids(await weekOf('maja'))).toEqual(samples.map(({ event }) => event.id));
    expect((await weekOf('maja', '?week=2026-W47')).samples).toEqual([]);
  });

  it('two looks at once draw one set', async () => {
    const looks = await Promise.all(Array.from({ length: 4 }, () => weekOf('oskar')));
    const sets = new Set(looks.map(({ samples }) => samples.map(({ event }) => event.id).join(' ')));
    expect(sets.size).toBe(1);
    expect(looks[0]?.samples).toHaveLength(2);
  });

  it('is confirmed by one request and taken back by another; both cost what they took', async () => {
    const { event, asked } = await first('maja');
    const before = (await weekOf('maja')).burden.seconds;
    expect(await post('maja', `/api/samples/${event.id}/confirm`, { seconds: 7 })).toBe(200);
    expect(await first('maja')).toMatchObject({ said: asked });
    // Unanswered it took two seconds.
    expect((await weekOf('maja')).burden.seconds).toBe(before + 5);
    const { burdenByWeek } = settingsSchema.parse(await product().get('maja', '/api/settings'));
    expect(burdenByWeek.at(-1)?.seconds).toBe(before + 5);
    expect(await post('maja', `/api/samples/${event.id}/undo`)).toBe(200);
    expect(await first('maja')).toMatchObject({ said: null });
    expect(await post('maja', `/api/samples/${event.id}/undo`)).toBe(404);
  });

  it('is answered by a correction, wherever it is made, and asked again when that is undone', async () => {
    const sampled = await first('maja');
    const correction = await say('maja', sampled);
    const said = sampled.asked === 'internal' ? 'supporting' : 'internal';
    expect(await first('maja')).toMatchObject({
      asked: sampled.asked,
      said,
      event: { class: said, correction: { id: correction } },
    });
    // It cannot be right and put right.
    expect(await post('maja', `/api/samples/${sampled.event.id}/confirm`, { seconds: 1 })).toBe(404);
    expect(await post('maja', `/api/corrections/${correction}/undo`)).toBe(200);
    await product().settle();
    expect(await first('maja')).toMatchObject({ said: null, event: { class: sampled.asked } });
  });

  it('asks nothing while the rep has paused, and the same as before when they have resumed', async () => {
    const before = await weekOf('maja');
    const pause = (to: string) =>
      product().call('maja', '/api/settings', { json: { pause: to }, method: 'PATCH' });
    await pause('week');
    expect((await weekOf('maja')).samples).toEqual([]);
    await pause('none');
    expect((await weekOf('maja')).samples).toEqual(before.samples);
  });

  it('is not another’s to answer', async () => {
    const { event } = await first('maja');
    expect(await post('oskar', `/api/samples/${event.id}/confirm`, { seconds: 1 })).toBe(404);
    expect(await post('karin', `/api/samples/${event.id}/confirm`, { seconds: 1 })).toBe(404);
    expect(await first('maja')).toMatchObject({ said: null });
  });
});

/** As if reps had answered in the weeks before, each in turn, some of it otherwise than sorted. */
async function answerBefore(weeks: number, wrong: number): Promise<void> {
  await product().asWorker(async (trx) => {
    const people = await trx.selectFrom('person').select('person_id').where('is_rep', '=', true).execute();
    let left = wrong;
    for (const { person_id } of people) {
      const events = await trx
        .selectFrom('event')
        .select('event_id')
        .where('person_id', '=', person_id)
        .orderBy('event_id')
        .limit(2)
        .execute();
      for (let index = 0; index < weeks; index += 1)
        for (const [place, { event_id }] of events.entries()) {
          const isWrong = left > 0;
          left -= 1;
          await trx
            .insertInto('sample_draw')
            .values({
              person_id,
              asked_week: addWeeks('2026-W47', -index),
              position: place + 1,
              event_id,
              asked_at: new Date(at('2026-11-18 09:00')),
              asked_class: 'selling',
              confidence: 0.96,
              classifier_version: CLASSIFIER_VERSION,
              minutes: 60,
              population: 20,
              drawn: 2,
              answered_at: new Date(at('2026-11-18 09:01')),
              said_class: isWrong ? 'internal' : 'selling',
            })
            .execute();
        }
    }
  });
}

/** An event that the rep was asked about the week before. */
async function askedBefore(key: string): Promise<string> {
  const row = await product().asWorker((trx) =>
    trx
      .selectFrom('sample_draw')
      .select('event_id')
      .where('person_id', '=', product().personId(key))
      .where('asked_week', '=', '2026-W47')
      .executeTakeFirstOrThrow(),
  );
  return row.event_id;
}

describe('what all answers tell', () => {
  it('is nothing at first; what is asked in a running week is not in it', async () => {
    expect(await classification()).toEqual({
      week: '2026-W47',
      classifierVersion: CLASSIFIER_VERSION,
      precision: { status: 'not_enough', answers: 0, needed: 30, expected: null },
    });
  });

  it('is evaluated once a week, holds the team’s verdict while too many are wrong, and names nobody', async () => {
    await answerBefore(6, 12);
    const evaluate = (week: string) =>
      product().asWorker((trx) =>
        evaluateSample(trx, week, {
          minimum: 5,
          classifierVersion: CLASSIFIER_VERSION,
          now: product().now(),
        }),
      );
    expect(await post('maja', `/api/samples/${await askedBefore('maja')}/confirm`, { seconds: 1 })).toBe(404);
    await evaluate('2026-W47');
    expect((await classification()).precision).toMatchObject({ status: 'not_enough' });

    await publishTwelveMoreWeeks();
    expect(await trend()).toMatchObject({ status: 'judged' });
    await evaluate('2026-W48');
    const shown = await classification();
    expect(shown).toMatchObject({
      week: '2026-W48',
      precision: {
        status: 'measured',
        agreement: { share: 83, answers: 72 },
        isEnough: false,
        reps: 6,
        sellingError: { reps: 6 },
      },
    });
    expect(await trend()).toMatchObject({ status: 'held', needed: 85, agreement: { share: 83 } });
    const text = JSON.stringify(shown);
    const { samples } = await weekOf('maja');
    for (const secret of [product().personId('maja'), 'Lindeskog', ...samples.map(({ event }) => event.id)])
      expect(text).not.toContain(secret);
  });
});

async function trend() {
  const { mitt = '' } = await teamsOf(product());
  const figures = await product().store.as({ kind: 'person', personId: product().personId('karin') })((trx) =>
    loadTeamTime(trx, { teamId: mitt, readerId: product().personId('karin'), now: product().now() }),
  );
  return figures?.figures.status === 'published' ? figures.figures.trend : figures?.figures;
}

/** Weeks before those that were read, copied from one of these and all seen as they went by: the trend needs thirteen. */
async function publishTwelveMoreWeeks(): Promise<void> {
  const { mitt = '' } = await teamsOf(product());
  await product().asWorker(async (trx) => {
    const weeks = await trx
      .selectFrom('team_week')
      .selectAll()
      .where('team_id', '=', mitt)
      .orderBy('week')
      .execute();
    const model = weeks.find(({ status }) => status === 'published');
    const [oldest] = weeks;
    if (!model || !oldest) throw new Error('No week is published.');
    await trx.updateTable('team_week').set({ is_backfill: false }).execute();
    const { kinds, plan, burden, published_at, ...row } = model;
    await trx
      .insertInto('team_week')
      .values(
        Array.from({ length: 12 }, (_, index) => ({
          ...row,
          is_backfill: false,
          week: addWeeks(oldest.week, -1 - index),
          kinds: JSON.stringify(kinds),
          plan: plan && JSON.stringify(plan),
          burden: burden && JSON.stringify(burden),
          published_at: new Date(published_at),
        })),
      )
      .execute();
  });
}
