import { analyse } from '../../api/commands/analyse.ts';

// Run by b11-analyse.ts in a process of its own: does what the command does, and says how much memory that took.
const outcome = await analyse(process.argv.slice(2), {
  now: Date.UTC(2026, 10, 25),
  timeZone: 'Europe/Stockholm',
  locale: 'en',
  elapsed: () => performance.now(),
});
console.log(JSON.stringify({ exitCode: outcome.exitCode, megabytes: process.resourceUsage().maxRSS / 1024 }));
