import { defineConfig } from 'vitest/config';

const STORIES = [
  'tests/integration/{chain,outlook,privacy,setup,soak}/**/*.test.ts',
  'tests/integration/store/embedded-postgres.test.ts',
  'tests/integration/seed/*.test.ts',
  'tests/integration/doctor/*.test.ts',
  'tests/integration/sync/{faults,reconcile}.test.ts',
];

/** The files of a worker share the modules that they load: anew for each file, that took as long as the tests. */
const isolate = false;

export default defineConfig({
  test: {
    // Vitest leaves one core free of its own accord: on two cores that is half of the machine.
    maxWorkers: '100%',
    projects: [
      { test: { name: 'unit', include: ['tests/unit/**/*.test.{ts,tsx}'], isolate, testTimeout: 60_000 } },
      {
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          exclude: STORIES,
          isolate,
          globalSetup: ['tests/fakes/global-postgres.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      // Whole stories on the whole product, beside the browser tests: `npm test` runs them, `npm run check` does not.
      {
        test: {
          name: 'story',
          include: STORIES,
          isolate,
          globalSetup: ['tests/fakes/global-postgres.ts'],
          testTimeout: 300_000,
          hookTimeout: 120_000,
        },
      },
      // Starts, stops and restarts of the whole program: `npm test` runs them, `npm run check` does not.
      {
        test: {
          name: 'resilience',
          include: ['tests/resilience/{start,doctor}.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 120_000,
        },
      },
      // Fifty calendars and eight weeks: `npm test` runs them, alone on both cores, `npm run check` a team of five.
      {
        test: {
          name: 'soak',
          include: ['tests/soak/**/*.test.ts'],
          globalSetup: ['tests/fakes/global-postgres.ts'],
          testTimeout: 600_000,
          hookTimeout: 60_000,
        },
      },
      // What the container runs, in a clean copy with the packages of a production install: `npm run production`.
      {
        test: {
          name: 'production',
          include: ['tests/production/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
      // Twenty kills and four days of story take some three minutes: `npm run kill`, not `npm test`.
      {
        test: {
          name: 'kill',
          include: ['tests/resilience/kill.test.ts'],
          globalSetup: ['tests/fakes/global-postgres.ts'],
          testTimeout: 900_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
