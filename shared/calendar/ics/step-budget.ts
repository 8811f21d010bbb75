/** What stopped an expansion: its own steps, those of all together, its occurrences, or the time. */
export type Cut = 'steps' | 'all-steps' | 'occurrences' | 'time';

/**
 * How much work may still be done. Rules are written by others: each costs at most its own share, all together at most
 * the total, and nothing goes on after the time is up.
 */
export class StepBudget {
  /** Null as long as nothing was cut. */
  cut: Cut | null = null;
  private steps: number;
  private readonly all: { steps: number };
  private readonly isLate: () => boolean;

  constructor(steps: number, all: { steps: number }, isLate: () => boolean) {
    this.steps = steps;
    this.all = all;
    this.isLate = isLate;
  }

  /** Takes `count` steps; false where there are none left. */
  take(count: number): boolean {
    this.steps -= count;
    this.all.steps -= count;
    if (this.steps < 0) this.cut ??= 'steps';
    else if (this.all.steps < 0) this.cut ??= 'all-steps';
    // Looking at a clock costs more than a step.
    else if ((this.steps & CLOCK_EVERY) === 0 && this.isLate()) this.cut ??= 'time';
    return this.cut === null;
  }
}

const CLOCK_EVERY = 0x3ff;
