import { Temporal } from 'temporal-polyfill';
import express from 'express';
import { z } from 'zod';
import type { Interval } from '../../shared/calendar/time.ts';
import type { CalendarItem } from '../calendar/calendar-entry.ts';
import { toGraphId } from '../calendar/graph-id.ts';
import { readCalendarView } from '../calendar/read-calendar.ts';
import type { Person } from '../company/person.ts';
import type { SandboxInside } from '../inside.ts';
import { personNamed } from './person-named.ts';
import { parseInput } from './sandbox-problem.ts';

const instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));
const attendee = z.object({ name: z.string().min(1), address: z.email().toLowerCase() });
const newEvent = z.object({
  subject: z.string().max(255),
  start: instant,
  end: instant,
  attendees: z.array(attendee).default([]),
  organizer: attendee.optional(),
  showAs: z.enum(['free', 'tentative', 'busy', 'oof', 'workingElsewhere']).default('busy'),
  sensitivity: z.enum(['normal', 'personal', 'private', 'confidential']).default('normal'),
});
const moved = z.object({ start: instant, end: instant, by: z.enum(['owner', 'organizer']).default('owner') });
const answered = z.object({
  response: z.enum(['accepted', 'tentativelyAccepted', 'declined']),
  keepCopy: z.boolean().default(false),
});
const seriesMoved = z.object({
  days: z.number().int().default(0),
  time: z
    .string()
    .regex(/^\d\d:\d\d$/)
    .optional(),
  minutes: z.number().int().positive().optional(),
});
const weekAsked = z.object({ week: z.coerce.number().int().min(-60).max(60).default(0) });

/** What a person does in their calendar, from the sandbox page and from tests. */
export function createCalendarEditRoutes(inside: SandboxInside): express.Router {
  const { mailboxes } = inside;
  const router = express.Router();
  const owner = (request: { params: { as: string } }) => personNamed(inside, request.params.as);
  router.get('/calendar/:as', async (request, response) => {
    const person = owner(request);
    const window = weekOf(inside, person, parseInput(weekAsked, request.query).week);
    const items = await readCalendarView(inside.db, person.key, window);
    const [start, end] = [new Date(window.start).toISOString(), new Date(window.end).toISOString()];
    response.json({ start, end, timeZone: person.timeZone, events: items.map(shownEvent) });
  });
  router.post('/calendar/:as/events', async (request, response) => {
    const { organizer, ...event } = parseInput(newEvent, request.body);
    const id = await mailboxes.createEvent(owner(request).key, organizer ? { ...event, organizer } : event);
    response.status(201).json({ id });
  });
  router.post('/calendar/:as/events/:id/move', async (request, response) => {
    const { start, end, by } = parseInput(moved, request.body);
    const move = by === 'owner' ? mailboxes.moveEvent : mailboxes.moveByOrganizer;
    await move(owner(request).key, request.params.id, start, end);
    response.status(204).end();
  });
  router.post('/calendar/:as/events/:id/respond', async (request, response) => {
    const { response: answer, keepCopy } = parseInput(answered, request.body);
    await mailboxes.respond(owner(request).key, request.params.id, answer, { keepCopy });
    response.status(204).end();
  });
  router.post('/calendar/:as/events/:id/cancel', async (request, response) => {
    await mailboxes.cancelByOrganizer(owner(request).key, request.params.id);
    response.status(204).end();
  });
  router.post('/calendar/:as/events/:id/move-series', async (request, response) => {
    const { days, time, minutes } = parseInput(seriesMoved, request.body);
    const change = {
      days,
      ...(time === undefined ? {} : { time }),
      ...(minutes === undefined ? {} : { minutes }),
    };
    await mailboxes.moveSeries(owner(request).key, request.params.id, change);
    response.status(204).end();
  });
  router.post('/calendar/:as/events/:id/end-series', async (request, response) => {
    const { lastDate } = parseInput(z.object({ lastDate: z.iso.date() }), request.body);
    await mailboxes.endSeries(owner(request).key, request.params.id, lastDate);
    response.status(204).end();
  });
  router.delete('/calendar/:as/events/:id', async (request, response) => {
    await mailboxes.deleteEvent(owner(request).key, request.params.id);
    response.status(204).end();
  });
  return router;
}

/** The ISO week that lies `weeks` from the clock's, in the person's zone. */
function weekOf(inside: SandboxInside, person: Person, weeks: number): Interval {
  const today = Temporal.Instant.fromEpochMilliseconds(inside.clock.now())
    .toZonedDateTimeISO(person.timeZone)
    .startOfDay();
  const monday = today.subtract({ days: today.dayOfWeek - 1 }).add({ weeks });
  return { start: monday.epochMilliseconds, end: monday.add({ weeks: 1 }).epochMilliseconds };
}

function shownEvent(item: CalendarItem) {
  const { content } = item;
  const date = (at: number) =>
    content.isAllDay ? new Date(at).toISOString().slice(0, 10) : new Date(at).toISOString();
  return {
    id: toGraphId(item.key, 'immutable'),
    seriesMasterId: item.masterKey === null ? null : toGraphId(item.masterKey, 'immutable'),
    type: item.kind,
    subject: content.subject,
    start: date(item.start),
    end: date(item.end),
    isAllDay: content.isAllDay,
    isOrganizer: content.isOrganizer,
    organizer: content.organizer,
    attendees: content.attendees.map(({ name, address, response }) => ({ name, address, response })),
    response: content.response,
    showAs: content.showAs,
    sensitivity: content.sensitivity,
    isCancelled: content.isCancelled,
  };
}
