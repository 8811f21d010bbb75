/** What a start has begun and a stop must end, last begun first. */
export interface Stops {
  add(stop: () => Promise<void>): void;
  /** Ends everything, each once, whatever the others do. @throws the first failure, once all have been tried. */
  run(): Promise<void>;
}

export function createStops(): Stops {
  const stops: (() => Promise<void>)[] = [];
  return {
    add: (stop) => {
      stops.push(stop);
    },
    run: async () => {
      const failures: unknown[] = [];
      for (let stop = stops.pop(); stop; stop = stops.pop())
        await stop().catch((error: unknown) => failures.push(error));
      if (failures.length > 0) throw failures[0];
    },
  };
}
