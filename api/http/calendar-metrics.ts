import { Gauge, type Registry } from 'prom-client';

export interface CalendarCounts {
  /** Calendars that may be read, by how far that has come. */
  readonly byState: Readonly<Record<string, number>>;
  /** How many of them Graph rings for, and how many of those bells have fallen silent. */
  readonly bells: { readonly all: number; readonly silent: number };
}

/** Adds how far the reading of calendars has come, and whether Graph rings: counts alone, looked up when they are asked for. */
export function watchCalendars(registry: Registry, count: () => Promise<CalendarCounts>): void {
  const watch = (name: string, help: string, label: string, of: (counts: CalendarCounts) => object): void => {
    const gauge: Gauge = new Gauge({
      name,
      help,
      labelNames: [label],
      registers: [registry],
      collect: async () => {
        gauge.reset();
        // Where the database is away the other figures are told all the same; /readyz says what is wrong.
        const counts = await count().catch(() => null);
        for (const [value, number] of Object.entries(counts === null ? {} : of(counts)))
          gauge.set({ [label]: value }, number);
      },
    });
  };
  watch(
    'followthrough_calendars',
    'Calendars, by how far reading them has come.',
    'state',
    (counts) => counts.byState,
  );
  watch(
    'followthrough_subscriptions',
    'Subscriptions at Graph, by whether they ring.',
    'health',
    ({ bells }) => ({
      rings: bells.all - bells.silent,
      silent: bells.silent,
    }),
  );
}
